using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Auth;

/// <summary>The one signing key of the database, made on the first need and then kept in memory.</summary>
public sealed class SigningKeys(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>The key, once somebody has asked for it.</summary>
    public ECDsaSecurityKey? Loaded { get; private set; }

    public async ValueTask<ECDsaSecurityKey> GetAsync(CancellationToken cancellationToken)
    {
        if (Loaded is not null)
            return Loaded;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Loaded ??= await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        Loaded?.ECDsa.Dispose();
        _gate.Dispose();
    }

    private async Task<ECDsaSecurityKey?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
        return await db.SigningKeys.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } stored ? Read(stored.PrivateKey) : null;
    }

    /// <summary>The row's id admits one key only: who comes second reads the first one's.</summary>
    private async Task<ECDsaSecurityKey> MakeAsync(CancellationToken cancellationToken)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
        db.SigningKeys.Add(new SigningKey(made.ExportPkcs8PrivateKey(), clock.Now()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (ConflictException e)
        {
            return await ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The signing key cannot be stored.", e);
        }

        return (await ReadAsync(cancellationToken))!;
    }

    private static ECDsaSecurityKey Read(byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var id = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        return new(key) { KeyId = Base64UrlEncoder.Encode(id[..12]) };
    }
}
