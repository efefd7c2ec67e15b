using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Schedules.IntegrationTests.Persistence;

/// <summary>Sees every statement that EF Core sends for whoever opened it, and for what that one calls; not for other tests.</summary>
internal sealed class StatementTap : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<StatementTap?> _open = new();

    private readonly List<(string Text, DbParameter[] Parameters)> _statements = [];
    private readonly List<IDisposable> _subscriptions = [];

    private StatementTap() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyList<(string Text, DbParameter[] Parameters)> Statements => _statements;

    public static StatementTap Open() => _open.Value = new();

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_open.Value != this || value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: var command })
            return;
        _statements.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static DbParameter Copy(DbParameter parameter) => parameter is NpgsqlParameter npgsql
        ? npgsql.Clone()
        : new Microsoft.Data.Sqlite.SqliteParameter(parameter.ParameterName, parameter.Value);
}
