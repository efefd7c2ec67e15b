using System.Reflection;
using AutoMapper;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Scim;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Sod.Reports;
using Schedules.Application.Trackers;

namespace Schedules.Application;

public static class DependencyInjection
{
    private static readonly Assembly _assembly = typeof(DependencyInjection).Assembly;

    /// <param name="services">The container.</param>
    /// <param name="autoMapperLicenseKey">AutoMapper's key, where its free licence does not apply; null otherwise.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? autoMapperLicenseKey)
    {
        services.AddScoped<IMediator>(provider => new Mediator(provider.GetRequiredService));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RepeatBehavior<,>));
        services.AddImplementationsOf(typeof(IRequestHandler<,>));
        services.AddImplementationsOf(typeof(IValidator<>));
        // Callers know the JSON names.
        ValidatorOptions.Global.DisplayNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        services.AddScoped<ScheduleChanges>();
        services.AddScoped<SuspendedSchedules>();
        services.AddScoped<MailComposer>();
        services.AddScoped<MailFindings>();
        services.AddScoped<MailReport>();
        services.AddScoped<PolicyEvaluations>();
        services.AddScoped<NewAccess>();
        services.AddScoped<ReportFile>();
        services.AddSingleton<EntitlementNumbers>();
        services.AddSingleton<ImportEnd>();
        services.AddScoped<AssignedEntitlements>();
        services.AddScoped<ShownGroups>();
        services.AddScoped<ScimUserStore>();
        services.AddScoped<ScimGroupStore>();
        services.AddScoped<ScimNestedGroups>();
        services.AddTransient<ScimGroupPatch>();
        services.AddScoped<ScanRecorder>();
        services.AddSingleton<HeldRuns>();
        services.AddSingleton<RunExecutor>();
        services.AddSingleton<ScanProgressBoard>();
        services.AddAutoMapper(options =>
        {
            options.LicenseKey = autoMapperLicenseKey;
            options.AddMaps(_assembly);
        });
        return services;
    }

    private static void AddImplementationsOf(this IServiceCollection services, Type open)
    {
        foreach (var type in _assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == open))
                services.AddTransient(contract, type);
        }
    }
}
