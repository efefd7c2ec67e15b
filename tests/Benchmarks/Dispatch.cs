using System.Diagnostics;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Benchmarks;

/// <summary>100,000 schedules due at one instant, on SQLite: occurrences per second until all stand in the ledger. Goal: 20,000.</summary>
internal static class Dispatch
{
    private const int Rounds = 3;

    public static async Task Run()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            await using var many = await ManySchedules.Create();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            await using (var scope = many.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DispatchDueSchedules());
            watch.Stop();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            var runs = await Runs(many);
            Console.WriteLine(
                $"dispatch, round {round}: {runs:N0} occurrences in {watch.Elapsed.TotalSeconds:F2} s: {runs / watch.Elapsed.TotalSeconds:N0}/s (goal 20,000/s), {cpu.TotalSeconds:F2} s of processor time");
        }
    }

    private static async Task<int> Runs(ManySchedules many)
    {
        await using var scope = many.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SchedulesDb>().Runs.CountAsync();
    }
}
