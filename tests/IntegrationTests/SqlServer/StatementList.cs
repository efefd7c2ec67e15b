using System.Text;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>Statements as a script that any tool for T-SQL takes apart: a batch each, which declares its parameters. Each stands where it came first.</summary>
internal sealed class StatementList
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _known = [];

    public StatementList() => _text.Append(
        """
        -- What the application sends to SQL Server. Made by StatementTests, which says how to make it anew. Each statement stands where it came first.
        SET QUOTED_IDENTIFIER ON;
        GO

        """.ReplaceLineEndings("\n"));

    public void Add(string name, IEnumerable<SqlRequest> requests)
    {
        _text.Append('\n').Append("-- ").AppendLine(name);
        foreach (var request in requests)
        {
            var batch = Batch(request);
            if (_known.Add(batch))
                _text.Append(batch).Append("\nGO\n");
        }
    }

    public override string ToString() => _text.ToString();

    private static string Batch(SqlRequest request)
    {
        var text = request.Text.ReplaceLineEndings("\n").Trim();
        return request switch
        {
            { Kind: SqlRequestKind.Transaction } => $"{text} TRANSACTION{(text == "SAVE" ? " Savepoint" : "")};",
            { Declaration.Length: > 0 } => $"DECLARE {request.Declaration.Replace(",@", ", @", StringComparison.Ordinal)};\n{text}",
            _ => text,
        };
    }
}
