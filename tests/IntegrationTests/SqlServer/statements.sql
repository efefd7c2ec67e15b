-- What the application sends to SQL Server. Made by StatementTests, which says how to make it anew. Each statement stands where it came first.
SET QUOTED_IDENTIFIER ON;
GO

-- CreateOrganization
BEGIN TRANSACTION;
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 datetime2(7), @p3 nvarchar(1024), @p4 int, @p5 uniqueidentifier, @p6 datetime2(7), @p7 varchar(64), @p8 uniqueidentifier, @p9 uniqueidentifier, @p10 nvarchar(4000), @p11 datetime2(7), @p12 uniqueidentifier, @p13 uniqueidentifier, @p14 nvarchar(4000), @p15 varchar(64);
SET NOCOUNT ON;
INSERT INTO [Organizations] ([Id], [CreatedAt], [KeptFrom], [Name], [RetentionDays])
VALUES (@p0, @p1, @p2, @p3, @p4);
INSERT INTO [ApiKeys] ([Id], [CreatedAt], [Hash], [OrganizationId])
VALUES (@p5, @p6, @p7, @p8);
INSERT INTO [OAuthClients] ([Id], [Authorities], [CreatedAt], [IdentityId], [OrganizationId], [Scopes], [SecretHash])
VALUES (@p9, @p10, @p11, @p12, @p13, @p14, @p15);
GO
COMMIT TRANSACTION;
GO

-- IssueToken
DECLARE @id uniqueidentifier;
SELECT TOP(1) [o].[Id], [o].[Authorities], [o].[CreatedAt], [o].[IdentityId], [o].[OrganizationId], [o].[Scopes], [o].[SecretHash]
FROM [OAuthClients] AS [o]
WHERE [o].[Id] = @id
GO
DECLARE @client_OrganizationId uniqueidentifier;
SELECT TOP(1) [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @client_OrganizationId
GO
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[PrivateKey]
FROM [SigningKeys] AS [s]
GO

-- GetOrganization
DECLARE @p uniqueidentifier;
SELECT TOP(1) [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @p
GO

-- GetRetention
DECLARE @user_OrganizationId uniqueidentifier;
SELECT TOP(2) [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId
GO

-- PutRetention
DECLARE @p1 uniqueidentifier, @p0 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Organizations] SET [RetentionDays] = @p0
OUTPUT 1
WHERE [Id] = @p1;
GO

-- DeleteRetention

-- ListOrganizations
DECLARE @user_OrganizationId uniqueidentifier;
SELECT COUNT(*)
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId
GO
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId
ORDER BY [o].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListOrganizations: id desc
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024);
SELECT COUNT(*)
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @query_Name
GO
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @query_Name
ORDER BY [o].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListOrganizations: name
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @query_Name
ORDER BY [o].[Name], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListOrganizations: dateCreated desc
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @query_Name
ORDER BY [o].[CreatedAt] DESC, [o].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListSources
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [a].[OrganizationId], [a].[Id], [a].[Description], [a].[Name]
FROM [AccessSources] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[Id] > @after
ORDER BY [a].[Id]
GO

-- GetSource
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [a].[OrganizationId], [a].[Id], [a].[Description], [a].[Name]
FROM [AccessSources] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[Id] = @id
GO

-- PutSource
DECLARE @user_OrganizationId uniqueidentifier, @sent_Id nvarchar(128);
SELECT TOP(2) [a].[OrganizationId], [a].[Id], [a].[Description], [a].[Name]
FROM [AccessSources] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[Id] = @sent_Id
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(4000), @p3 nvarchar(256);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [AccessSources] ([Id], [OrganizationId], [Description], [Name])
VALUES (@p0, @p1, @p2, @p3);
GO

-- DeleteSource
DECLARE @user_OrganizationId uniqueidentifier, @source_Id nvarchar(128);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Accounts] AS [a]
        WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[SourceId] = @source_Id) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO

-- ListEntitlements
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after nvarchar(128), @source nvarchar(128), @privileged bit;
SELECT TOP(@p) [e].[OrganizationId], [e].[Id], [e].[Description], [e].[Name], [e].[Privileged], [e].[SourceId]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @user_OrganizationId AND [e].[Id] > @after AND [e].[SourceId] = @source AND [e].[Privileged] = @privileged
ORDER BY [e].[Id]
GO

-- GetEntitlement
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [e].[OrganizationId], [e].[Id], [e].[Description], [e].[Name], [e].[Privileged], [e].[SourceId]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @organizationId AND [e].[Id] = @id
GO

-- PutEntitlement
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [AccessGroups] AS [a]
        WHERE [a].[OrganizationId] = @organizationId AND [a].[Id] = @id) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @user_OrganizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [e].[OrganizationId], [e].[Id], [e].[Description], [e].[Name], [e].[Privileged], [e].[SourceId]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @user_OrganizationId AND [e].[Id] = @id
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [e].[OrganizationId], [e].[Number], [e].[Id]
FROM [EntitlementNumbers] AS [e]
WHERE [e].[OrganizationId] = @organizationId AND [e].[Id] = @ids1
GO
DECLARE @organizationId uniqueidentifier;
SELECT MAX([e].[Number])
FROM [EntitlementNumbers] AS [e]
WHERE [e].[OrganizationId] = @organizationId
GO
DECLARE @p0 int, @p1 uniqueidentifier, @p2 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [EntitlementNumbers] ([Number], [OrganizationId], [Id])
VALUES (@p0, @p1, @p2);
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(4000), @p3 nvarchar(256), @p4 bit, @p5 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Entitlements] ([Id], [OrganizationId], [Description], [Name], [Privileged], [SourceId])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5);
GO

-- DeleteEntitlement
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [Entitlements]
OUTPUT 1
WHERE [Id] = @p0 AND [OrganizationId] = @p1;
GO

-- ListAccounts
DECLARE @p int, @user_OrganizationId uniqueidentifier, @source nvarchar(128), @id nvarchar(128), @ofSource nvarchar(128), @identity nvarchar(128);
SELECT TOP(@p) [a].[OrganizationId], [a].[SourceId], [a].[Id], [a].[Entitlements], [a].[IdentityId], [a].[Name]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND ([a].[SourceId] > @source OR ([a].[SourceId] = @source AND [a].[Id] > @id)) AND [a].[SourceId] = @ofSource AND [a].[IdentityId] = @identity
ORDER BY [a].[SourceId], [a].[Id]
GO
DECLARE @_8__locals1_organizationId uniqueidentifier, @part1 int;
SELECT [e].[OrganizationId], [e].[Number], [e].[Id]
FROM [EntitlementNumbers] AS [e]
WHERE [e].[OrganizationId] = @_8__locals1_organizationId AND [e].[Number] = @part1
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [e].[OrganizationId], [e].[Id], [e].[Description], [e].[Name], [e].[Privileged], [e].[SourceId]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @organizationId AND [e].[Id] = @ids1
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [a].[Id], [a].[Name]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[Id] = @ids1
GO

-- GetAccount
DECLARE @organizationId uniqueidentifier, @sourceId nvarchar(128), @id nvarchar(128);
SELECT TOP(2) [a].[OrganizationId], [a].[SourceId], [a].[Id], [a].[Entitlements], [a].[IdentityId], [a].[Name]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[SourceId] = @sourceId AND [a].[Id] = @id
GO

-- PutAccount

-- DeleteAccount
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [Accounts]
OUTPUT 1
WHERE [Id] = @p0 AND [OrganizationId] = @p1 AND [SourceId] = @p2;
GO

-- ListGroups
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[Id] > @after
ORDER BY [a].[Id]
GO
DECLARE @_8__locals1_organizationId uniqueidentifier, @part1 nvarchar(128);
SELECT [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @_8__locals1_organizationId AND [a].[Id] = @part1
GO

-- GetGroup
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[Id] = @id
GO

-- PutGroup
DECLARE @us uniqueidentifier, @request_Id nvarchar(128);
SELECT TOP(2) [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @us AND [a].[Id] = @request_Id
GO
DECLARE @p2 nvarchar(128), @p3 uniqueidentifier, @p0 datetime2(7), @p1 bigint, @p4 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [AccessGroups] SET [Modified] = @p0, [Version] = @p1
OUTPUT 1
WHERE [Id] = @p2 AND [OrganizationId] = @p3 AND [Version] = @p4;
GO
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Entitlements] AS [e]
        WHERE ([e].[Name] IS NOT NULL OR [e].[SourceId] IS NOT NULL OR [e].[Description] IS NOT NULL OR [e].[Privileged] = CAST(1 AS bit)) AND [e].[OrganizationId] = @organizationId AND [e].[Id] = @id) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 varbinary(8000), @p3 datetime2(7), @p4 nvarchar(4000), @p5 nvarchar(256), @p6 datetime2(7), @p7 nvarchar(256), @p8 int, @p9 bigint, @p10 nvarchar(128), @p11 uniqueidentifier, @p12 nvarchar(4000), @p13 nvarchar(256), @p14 bit, @p15 nvarchar(128);
SET NOCOUNT ON;
INSERT INTO [AccessGroups] ([Id], [OrganizationId], [Contents], [Created], [Description], [ExternalId], [Modified], [Name], [Number], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9);
INSERT INTO [Entitlements] ([Id], [OrganizationId], [Description], [Name], [Privileged], [SourceId])
VALUES (@p10, @p11, @p12, @p13, @p14, @p15);
GO
SELECT [e].[OrganizationId], [e].[Id], [e].[Description], [e].[Name], [e].[Privileged], [e].[SourceId]
FROM [Entitlements] AS [e]
WHERE 0 = 1
GO
SELECT [a].[Id], [a].[Name]
FROM [AccessGroups] AS [a]
WHERE 0 = 1
GO

-- DeleteGroup
DECLARE @organizationId uniqueidentifier, @Empty varbinary(8000);
SELECT [a].[Id], [a].[Contents]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[Contents] <> @Empty
GO
SAVE TRANSACTION [__EFSavePoint];
GO
DECLARE @p3 nvarchar(128), @p4 uniqueidentifier, @p0 varbinary(8000), @p1 datetime2(7), @p2 bigint, @p5 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [AccessGroups] SET [Contents] = @p0, [Modified] = @p1, [Version] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [OrganizationId] = @p4 AND [Version] = @p5;
GO
DECLARE @us uniqueidentifier, @group_Number int;
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @us AND [g].[GroupNumber] = @group_Number
GO
DECLARE @us uniqueidentifier, @group_Id nvarchar(128);
DELETE FROM [a]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @us AND [a].[Id] = @group_Id
GO

-- ListGroupMembers
DECLARE @p int, @us uniqueidentifier, @group_Number int, @after nvarchar(128);
SELECT TOP(@p) [i0].[Id], [i0].[Name]
FROM [GroupMembers] AS [g]
INNER JOIN (
    SELECT [i].[Id], [i].[Name]
    FROM [Identities] AS [i]
    WHERE [i].[OrganizationId] = @us
) AS [i0] ON [g].[IdentityId] = [i0].[Id]
WHERE [g].[OrganizationId] = @us AND [g].[GroupNumber] = @group_Number AND [g].[IdentityId] > @after
ORDER BY [i0].[Id]
GO

-- PutGroupMember
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @organizationId AND [i].[Id] = @id
GO
DECLARE @organizationId uniqueidentifier, @groupNumber int, @identityId nvarchar(128);
SELECT TOP(2) [g].[OrganizationId], [g].[GroupNumber], [g].[IdentityId]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @organizationId AND [g].[GroupNumber] = @groupNumber AND [g].[IdentityId] = @identityId
GO
DECLARE @p2 nvarchar(128), @p3 uniqueidentifier, @p0 datetime2(7), @p1 bigint, @p4 bigint, @p5 int, @p6 nvarchar(128), @p7 uniqueidentifier;
SET NOCOUNT ON;
UPDATE [AccessGroups] SET [Modified] = @p0, [Version] = @p1
OUTPUT 1
WHERE [Id] = @p2 AND [OrganizationId] = @p3 AND [Version] = @p4;
INSERT INTO [GroupMembers] ([GroupNumber], [IdentityId], [OrganizationId])
VALUES (@p5, @p6, @p7);
GO

-- DeleteGroupMember
DECLARE @p2 nvarchar(128), @p3 uniqueidentifier, @p0 datetime2(7), @p1 bigint, @p4 bigint, @p5 int, @p6 nvarchar(128), @p7 uniqueidentifier;
SET NOCOUNT ON;
UPDATE [AccessGroups] SET [Modified] = @p0, [Version] = @p1
OUTPUT 1
WHERE [Id] = @p2 AND [OrganizationId] = @p3 AND [Version] = @p4;
DELETE FROM [GroupMembers]
OUTPUT 1
WHERE [GroupNumber] = @p5 AND [IdentityId] = @p6 AND [OrganizationId] = @p7;
GO

-- GetIdentityAccess
DECLARE @organization uniqueidentifier;
SELECT n."Number", n."Id", COALESCE(g."Name", e."Name")
FROM "EntitlementNumbers" n
LEFT JOIN "Entitlements" e ON e."OrganizationId" = n."OrganizationId" AND e."Id" = n."Id"
LEFT JOIN "AccessGroups" g ON g."OrganizationId" = n."OrganizationId" AND g."Id" = n."Id"
WHERE n."OrganizationId" = @organization
GO
DECLARE @organization uniqueidentifier;
SELECT "Number", "Contents" FROM "AccessGroups" WHERE "OrganizationId" = @organization
GO
DECLARE @organization uniqueidentifier;
SELECT CASE WHEN EXISTS (SELECT 1 FROM "Accounts" WHERE "OrganizationId" = @organization) THEN 1 ELSE 0 END
GO
DECLARE @organization uniqueidentifier;
SELECT CASE WHEN EXISTS (SELECT 1 FROM "GroupMembers" WHERE "OrganizationId" = @organization) THEN 1 ELSE 0 END
GO
DECLARE @organization uniqueidentifier, @id nvarchar(3);
SELECT "Id", 0 AS "Part", "Name", "Email", "Attributes", "Entitlements", 0 AS "Number"
FROM "Identities" WHERE "OrganizationId" = @organization AND "Id" = @id
UNION ALL
SELECT "IdentityId", 1, "SourceId", "Id", NULL, "Entitlements", 0
FROM "Accounts" WHERE "OrganizationId" = @organization AND "IdentityId" IS NOT NULL AND "IdentityId" = @id
UNION ALL
SELECT "IdentityId", 2, NULL, NULL, NULL, NULL, "GroupNumber"
FROM "GroupMembers" WHERE "OrganizationId" = @organization AND "IdentityId" = @id
ORDER BY 1, 2
GO
ROLLBACK TRANSACTION;
GO
DECLARE @organization uniqueidentifier, @id nvarchar(3);
SELECT "Id", 0 AS "Part", "Name", "Email", "Attributes", "Entitlements", 0 AS "Number"
FROM "Identities" WHERE "OrganizationId" = @organization AND "Id" = @id
ORDER BY 1, 2
GO

-- ListImports
DECLARE @p int, @user_OrganizationId uniqueidentifier, @cursor_At datetime2(7), @cursor_Id uniqueidentifier;
SELECT TOP(@p) [a].[Id], [a].[EndedAt], [a].[Error], [a].[Mode], [a].[OrganizationId], [a].[RowsAccepted], [a].[RowsRead], [a].[RowsRefused], [a].[SeenAt], [a].[StartedAt], [a].[State], [a].[Type]
FROM [AccessImports] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[StartedAt] <= @cursor_At AND ([a].[StartedAt] < @cursor_At OR [a].[Id] < @cursor_Id)
ORDER BY [a].[StartedAt] DESC, [a].[Id] DESC
GO

-- GetImport
DECLARE @organizationId uniqueidentifier, @id uniqueidentifier;
SELECT TOP(2) [a].[Id], [a].[EndedAt], [a].[Error], [a].[Mode], [a].[OrganizationId], [a].[RowsAccepted], [a].[RowsRead], [a].[RowsRefused], [a].[SeenAt], [a].[StartedAt], [a].[State], [a].[Type]
FROM [AccessImports] AS [a]
WHERE [a].[OrganizationId] = @organizationId AND [a].[Id] = @id
GO

-- ListImportErrors
DECLARE @p int, @import_Id uniqueidentifier, @after int;
SELECT TOP(@p) [a].[ImportId], [a].[Number], [a].[Field], [a].[Line], [a].[Message]
FROM [AccessImportErrors] AS [a]
WHERE [a].[ImportId] = @import_Id AND [a].[Number] > @after
ORDER BY [a].[Number]
GO

-- RecoverImports
DECLARE @before datetime2(7);
SELECT [a].[Id], [a].[EndedAt], [a].[Error], [a].[Mode], [a].[OrganizationId], [a].[RowsAccepted], [a].[RowsRead], [a].[RowsRefused], [a].[SeenAt], [a].[StartedAt], [a].[State], [a].[Type]
FROM [AccessImports] AS [a]
WHERE [a].[State] IN (N'Reading', N'Applying') AND [a].[SeenAt] < @before
GO
DECLARE @p4 uniqueidentifier, @p0 datetime2(7), @p1 nvarchar(1000), @p2 datetime2(7), @p3 nvarchar(16), @p5 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [AccessImports] SET [EndedAt] = @p0, [Error] = @p1, [SeenAt] = @p2, [State] = @p3
OUTPUT 1
WHERE [Id] = @p4 AND [State] = @p5;
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [a]
FROM [AccessImportRows] AS [a]
WHERE [a].[ImportId] = @importId
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @importId
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [i]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @importId
GO

-- ImportAccess: identities, full, id,name,userName,entitlements,groups
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 nvarchar(1000), @p3 nvarchar(16), @p4 uniqueidentifier, @p5 bigint, @p6 bigint, @p7 bigint, @p8 datetime2(7), @p9 datetime2(7), @p10 nvarchar(16), @p11 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [AccessImports] ([Id], [EndedAt], [Error], [Mode], [OrganizationId], [RowsAccepted], [RowsRead], [RowsRefused], [SeenAt], [StartedAt], [State], [Type])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11);
GO
DECLARE @job_Id uniqueidentifier, @keys1 nvarchar(128);
SELECT [i].[Id]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND [i].[Id] = @keys1
GO
DECLARE @job_Id uniqueidentifier, @sent1 nvarchar(256);
SELECT [i].[UserNameKey]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND [i].[UserNameKey] = @sent1
GO
DECLARE @p0 uniqueidentifier, @p1 int, @p2 nvarchar(256), @p3 bigint, @p4 nvarchar(1000), @p5 uniqueidentifier, @p6 int, @p7 nvarchar(256), @p8 bigint, @p9 nvarchar(1000), @p13 uniqueidentifier, @p10 bigint, @p11 bigint, @p12 datetime2(7), @p14 nvarchar(16);
SET NOCOUNT ON;
INSERT INTO [AccessImportErrors] ([ImportId], [Number], [Field], [Line], [Message])
VALUES (@p0, @p1, @p2, @p3, @p4),
(@p5, @p6, @p7, @p8, @p9);
UPDATE [AccessImports] SET [RowsRead] = @p10, [RowsRefused] = @p11, [SeenAt] = @p12
OUTPUT 1
WHERE [Id] = @p13 AND [State] = @p14;
GO
DECLARE @job_Id uniqueidentifier;
SELECT TOP(2) [a].[Id], [a].[EndedAt], [a].[Error], [a].[Mode], [a].[OrganizationId], [a].[RowsAccepted], [a].[RowsRead], [a].[RowsRefused], [a].[SeenAt], [a].[StartedAt], [a].[State], [a].[Type]
FROM [AccessImports] AS [a]
WHERE [a].[Id] = @job_Id
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128), @ids2 nvarchar(128);
SELECT [e].[OrganizationId], [e].[Number], [e].[Id]
FROM [EntitlementNumbers] AS [e]
WHERE [e].[OrganizationId] = @organizationId AND [e].[Id] IN (@ids1, @ids2)
GO
DECLARE @p0 int, @p1 uniqueidentifier, @p2 nvarchar(128), @p3 int, @p4 uniqueidentifier, @p5 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [EntitlementNumbers] ([Number], [OrganizationId], [Id])
VALUES (@p0, @p1, @p2),
(@p3, @p4, @p5);
GO

-- ImportAccess: identities, incremental, id,name,userName,entitlements,groups
DECLARE @id uniqueidentifier;
SELECT TOP(2) [a].[Id], [a].[EndedAt], [a].[Error], [a].[Mode], [a].[OrganizationId], [a].[RowsAccepted], [a].[RowsRead], [a].[RowsRefused], [a].[SeenAt], [a].[StartedAt], [a].[State], [a].[Type]
FROM [AccessImports] AS [a]
WHERE [a].[Id] = @id
GO
DECLARE @p1 uniqueidentifier, @p0 datetime2(7), @p2 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [AccessImports] SET [SeenAt] = @p0
OUTPUT 1
WHERE [Id] = @p1 AND [State] = @p2;
GO
DECLARE @job_Id uniqueidentifier;
UPDATE [a]
SET [a].[Error] = NULL
FROM [AccessImports] AS [a]
WHERE [a].[Id] = @job_Id
GO
DECLARE @job_Id uniqueidentifier, @job_OrganizationId uniqueidentifier, @job_Id2 uniqueidentifier;
SELECT [i].[Id], [i].[UserName]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND [i].[UserNameKey] IS NOT NULL AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId AND NOT EXISTS (
        SELECT 1
        FROM [Identities] AS [i1]
        WHERE [i1].[OrganizationId] = @job_Id2 AND [i1].[Id] = [i0].[Id]) AND [i0].[UserNameKey] = [i].[UserNameKey])
GO
DECLARE @job_Id uniqueidentifier, @part1 nvarchar(128);
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @job_Id AND [g].[IdentityId] = @part1
GO
DECLARE @job_Id uniqueidentifier, @part1 nvarchar(128);
DELETE FROM [i]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND [i].[Id] = @part1
GO
DECLARE @job_Id uniqueidentifier, @job_OrganizationId uniqueidentifier, @part1 nvarchar(128);
SELECT [i].[Id], [i].[UserName]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND [i].[UserNameKey] IS NOT NULL AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId AND [i0].[Id] = @part1 AND [i0].[UserNameKey] = [i].[UserNameKey])
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [i]
SET [i].[Created] = (
    SELECT TOP(1) [i1].[Created]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = @job_OrganizationId AND [i1].[Id] = [i].[Id]),
    [i].[Version] = (
        SELECT TOP(1) [i2].[Version] + CAST(1 AS bigint)
        FROM [Identities] AS [i2]
        WHERE [i2].[OrganizationId] = @job_OrganizationId AND [i2].[Id] = [i].[Id]),
    [i].[Email] = (
        SELECT TOP(1) [i3].[Email]
        FROM [Identities] AS [i3]
        WHERE [i3].[OrganizationId] = @job_OrganizationId AND [i3].[Id] = [i].[Id]),
    [i].[ExternalId] = (
        SELECT TOP(1) [i4].[ExternalId]
        FROM [Identities] AS [i4]
        WHERE [i4].[OrganizationId] = @job_OrganizationId AND [i4].[Id] = [i].[Id]),
    [i].[ManagerId] = (
        SELECT TOP(1) [i5].[ManagerId]
        FROM [Identities] AS [i5]
        WHERE [i5].[OrganizationId] = @job_OrganizationId AND [i5].[Id] = [i].[Id]),
    [i].[Active] = (
        SELECT TOP(1) [i6].[Active]
        FROM [Identities] AS [i6]
        WHERE [i6].[OrganizationId] = @job_OrganizationId AND [i6].[Id] = [i].[Id]),
    [i].[Attributes] = (
        SELECT TOP(1) [i7].[Attributes]
        FROM [Identities] AS [i7]
        WHERE [i7].[OrganizationId] = @job_OrganizationId AND [i7].[Id] = [i].[Id])
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId AND [i0].[Id] = [i].[Id])
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier, @job_StartedAt datetime2(7);
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @job_OrganizationId AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i]
    WHERE [i].[OrganizationId] = @job_Id AND [i].[Id] = [g].[IdentityId] AND [i].[Modified] = @job_StartedAt)
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
DELETE FROM [i]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_OrganizationId AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_Id AND [i0].[Id] = [i].[Id])
GO
DECLARE @p uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [i]
SET [i].[OrganizationId] = @p
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id
GO
DECLARE @p uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [g]
SET [g].[OrganizationId] = @p
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @job_Id
GO
DECLARE @p0 uniqueidentifier, @p1 int, @p2 nvarchar(256), @p3 bigint, @p4 nvarchar(1000), @p11 uniqueidentifier, @p5 datetime2(7), @p6 bigint, @p7 bigint, @p8 bigint, @p9 datetime2(7), @p10 nvarchar(16), @p12 nvarchar(16);
SET NOCOUNT ON;
INSERT INTO [AccessImportErrors] ([ImportId], [Number], [Field], [Line], [Message])
VALUES (@p0, @p1, @p2, @p3, @p4);
UPDATE [AccessImports] SET [EndedAt] = @p5, [RowsAccepted] = @p6, [RowsRead] = @p7, [RowsRefused] = @p8, [SeenAt] = @p9, [State] = @p10
OUTPUT 1
WHERE [Id] = @p11 AND [State] = @p12;
GO

-- ImportAccess: identities, full, id,name
DECLARE @p0 uniqueidentifier, @p1 int, @p2 nvarchar(256), @p3 bigint, @p4 nvarchar(1000), @p8 uniqueidentifier, @p5 bigint, @p6 bigint, @p7 datetime2(7), @p9 nvarchar(16);
SET NOCOUNT ON;
INSERT INTO [AccessImportErrors] ([ImportId], [Number], [Field], [Line], [Message])
VALUES (@p0, @p1, @p2, @p3, @p4);
UPDATE [AccessImports] SET [RowsRead] = @p5, [RowsRefused] = @p6, [SeenAt] = @p7
OUTPUT 1
WHERE [Id] = @p8 AND [State] = @p9;
GO

-- ImportAccess: identities, incremental, id,name
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [i]
SET [i].[Created] = (
    SELECT TOP(1) [i1].[Created]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = @job_OrganizationId AND [i1].[Id] = [i].[Id]),
    [i].[Version] = (
        SELECT TOP(1) [i2].[Version] + CAST(1 AS bigint)
        FROM [Identities] AS [i2]
        WHERE [i2].[OrganizationId] = @job_OrganizationId AND [i2].[Id] = [i].[Id]),
    [i].[Email] = (
        SELECT TOP(1) [i3].[Email]
        FROM [Identities] AS [i3]
        WHERE [i3].[OrganizationId] = @job_OrganizationId AND [i3].[Id] = [i].[Id]),
    [i].[UserName] = (
        SELECT TOP(1) [i4].[UserName]
        FROM [Identities] AS [i4]
        WHERE [i4].[OrganizationId] = @job_OrganizationId AND [i4].[Id] = [i].[Id]),
    [i].[UserNameKey] = (
        SELECT TOP(1) [i5].[UserNameKey]
        FROM [Identities] AS [i5]
        WHERE [i5].[OrganizationId] = @job_OrganizationId AND [i5].[Id] = [i].[Id]),
    [i].[ExternalId] = (
        SELECT TOP(1) [i6].[ExternalId]
        FROM [Identities] AS [i6]
        WHERE [i6].[OrganizationId] = @job_OrganizationId AND [i6].[Id] = [i].[Id]),
    [i].[ManagerId] = (
        SELECT TOP(1) [i7].[ManagerId]
        FROM [Identities] AS [i7]
        WHERE [i7].[OrganizationId] = @job_OrganizationId AND [i7].[Id] = [i].[Id]),
    [i].[Active] = (
        SELECT TOP(1) [i8].[Active]
        FROM [Identities] AS [i8]
        WHERE [i8].[OrganizationId] = @job_OrganizationId AND [i8].[Id] = [i].[Id]),
    [i].[Attributes] = (
        SELECT TOP(1) [i9].[Attributes]
        FROM [Identities] AS [i9]
        WHERE [i9].[OrganizationId] = @job_OrganizationId AND [i9].[Id] = [i].[Id]),
    [i].[Entitlements] = (
        SELECT TOP(1) [i10].[Entitlements]
        FROM [Identities] AS [i10]
        WHERE [i10].[OrganizationId] = @job_OrganizationId AND [i10].[Id] = [i].[Id])
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId AND [i0].[Id] = [i].[Id])
GO
DECLARE @p5 uniqueidentifier, @p0 datetime2(7), @p1 bigint, @p2 bigint, @p3 datetime2(7), @p4 nvarchar(16), @p6 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [AccessImports] SET [EndedAt] = @p0, [RowsRead] = @p1, [RowsRefused] = @p2, [SeenAt] = @p3, [State] = @p4
OUTPUT 1
WHERE [Id] = @p5 AND [State] = @p6;
GO

-- ImportAccess: identities, full, id,name,attributes.a

-- ImportAccess: identities, incremental, id,name,attributes.a
DECLARE @p int, @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version], [i1].[Attributes] AS [Stored]
FROM [Identities] AS [i]
INNER JOIN (
    SELECT [i0].[Id], [i0].[Attributes]
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId
) AS [i1] ON [i].[Id] = [i1].[Id]
WHERE [i].[OrganizationId] = @job_Id AND [i].[Attributes] <> [i1].[Attributes] AND [i].[Id] > @after
ORDER BY [i].[Id]
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [i]
SET [i].[Created] = (
    SELECT TOP(1) [i1].[Created]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = @job_OrganizationId AND [i1].[Id] = [i].[Id]),
    [i].[Version] = (
        SELECT TOP(1) [i2].[Version] + CAST(1 AS bigint)
        FROM [Identities] AS [i2]
        WHERE [i2].[OrganizationId] = @job_OrganizationId AND [i2].[Id] = [i].[Id]),
    [i].[Email] = (
        SELECT TOP(1) [i3].[Email]
        FROM [Identities] AS [i3]
        WHERE [i3].[OrganizationId] = @job_OrganizationId AND [i3].[Id] = [i].[Id]),
    [i].[UserName] = (
        SELECT TOP(1) [i4].[UserName]
        FROM [Identities] AS [i4]
        WHERE [i4].[OrganizationId] = @job_OrganizationId AND [i4].[Id] = [i].[Id]),
    [i].[UserNameKey] = (
        SELECT TOP(1) [i5].[UserNameKey]
        FROM [Identities] AS [i5]
        WHERE [i5].[OrganizationId] = @job_OrganizationId AND [i5].[Id] = [i].[Id]),
    [i].[ExternalId] = (
        SELECT TOP(1) [i6].[ExternalId]
        FROM [Identities] AS [i6]
        WHERE [i6].[OrganizationId] = @job_OrganizationId AND [i6].[Id] = [i].[Id]),
    [i].[ManagerId] = (
        SELECT TOP(1) [i7].[ManagerId]
        FROM [Identities] AS [i7]
        WHERE [i7].[OrganizationId] = @job_OrganizationId AND [i7].[Id] = [i].[Id]),
    [i].[Active] = (
        SELECT TOP(1) [i8].[Active]
        FROM [Identities] AS [i8]
        WHERE [i8].[OrganizationId] = @job_OrganizationId AND [i8].[Id] = [i].[Id]),
    [i].[Entitlements] = (
        SELECT TOP(1) [i9].[Entitlements]
        FROM [Identities] AS [i9]
        WHERE [i9].[OrganizationId] = @job_OrganizationId AND [i9].[Id] = [i].[Id])
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId AND [i0].[Id] = [i].[Id])
GO

-- ImportAccess: identities, full, {"id":"ann","name":"Ann","userName":"ann","attributes":{"a":"1"}}

-- ImportAccess: identities, incremental, {"id":"ann","name":"Ann","userName":"ann","attributes":{"a":"1"}}
DECLARE @p int, @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier, @job_Id1 uniqueidentifier, @whole_contains nvarchar(4000), @within_contains nvarchar(4000), @after nvarchar(128);
SELECT TOP(@p) [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version], [i1].[Attributes] AS [Stored]
FROM [Identities] AS [i]
INNER JOIN (
    SELECT [i0].[Id], [i0].[Attributes]
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @job_OrganizationId
) AS [i1] ON [i].[Id] = [i1].[Id]
WHERE [i].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [AccessImportRows] AS [a]
    WHERE [a].[ImportId] = @job_Id1 AND ([a].[Columns] LIKE @whole_contains ESCAPE N'\' OR [a].[Columns] LIKE @within_contains ESCAPE N'\') AND [a].[Key] = [i].[Id]) AND [i].[Attributes] <> [i1].[Attributes] AND [i].[Id] > @after
ORDER BY [i].[Id]
GO
DECLARE @job_Id uniqueidentifier, @keys1 nvarchar(128);
SELECT [a].[ImportId], [a].[Key], [a].[Columns]
FROM [AccessImportRows] AS [a]
WHERE [a].[ImportId] = @job_Id AND [a].[Key] = @keys1
GO

-- ImportAccess: accounts, full, sourceId,id,identityId,entitlements
DECLARE @job_Id uniqueidentifier, @ids1 nvarchar(128);
SELECT [a].[SourceId], [a].[Id]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @job_Id AND [a].[Id] = @ids1
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [a]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @importId
GO

-- ImportAccess: accounts, incremental, sourceId,id,identityId,entitlements
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
DELETE FROM [a]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @job_OrganizationId AND EXISTS (
    SELECT 1
    FROM [Accounts] AS [a0]
    WHERE [a0].[OrganizationId] = @job_Id AND [a0].[SourceId] = [a].[SourceId] AND [a0].[Id] = [a].[Id])
GO
DECLARE @job_Id uniqueidentifier;
SELECT DISTINCT [a].[SourceId]
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @job_Id
GO
DECLARE @job_OrganizationId uniqueidentifier;
SELECT [a].[Id]
FROM [AccessSources] AS [a]
WHERE [a].[OrganizationId] = @job_OrganizationId
GO
DECLARE @p uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [a]
SET [a].[OrganizationId] = @p
FROM [Accounts] AS [a]
WHERE [a].[OrganizationId] = @job_Id
GO

-- ImportAccess: entitlements, full, id,name
DECLARE @job_Id uniqueidentifier, @keys1 nvarchar(128);
SELECT [e].[Id]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @job_Id AND [e].[Id] = @keys1
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [e]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @importId
GO

-- ImportAccess: entitlements, incremental, id,name
DECLARE @job_Id uniqueidentifier, @job_OrganizationId uniqueidentifier;
SELECT [e].[Id]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a]
    WHERE [a].[OrganizationId] = @job_OrganizationId AND [a].[Id] = [e].[Id])
GO
DECLARE @job_Id uniqueidentifier, @job_OrganizationId uniqueidentifier;
DELETE FROM [e]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a]
    WHERE [a].[OrganizationId] = @job_OrganizationId AND [a].[Id] = [e].[Id])
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
DELETE FROM [e]
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @job_OrganizationId AND EXISTS (
    SELECT 1
    FROM [Entitlements] AS [e0]
    WHERE [e0].[OrganizationId] = @job_Id AND [e0].[Id] = [e].[Id])
GO
DECLARE @p uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [e]
SET [e].[OrganizationId] = @p
FROM [Entitlements] AS [e]
WHERE [e].[OrganizationId] = @job_Id
GO

-- ImportAccess: roles, full, id,name,entitlements,members
DECLARE @job_Id uniqueidentifier, @keys1 nvarchar(128);
SELECT [a].[Id]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_Id AND [a].[Id] = @keys1
GO
DECLARE @importId uniqueidentifier;
DELETE FROM [a]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @importId
GO

-- ImportAccess: roles, incremental, id,name,entitlements,members
DECLARE @job_Id uniqueidentifier, @job_OrganizationId uniqueidentifier;
SELECT [a].[Id], [a].[Number]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [Entitlements] AS [e]
    WHERE ([e].[Name] IS NOT NULL OR [e].[SourceId] IS NOT NULL OR [e].[Description] IS NOT NULL OR [e].[Privileged] = CAST(1 AS bit)) AND [e].[OrganizationId] = @job_OrganizationId AND [e].[Id] = [a].[Id]) AND NOT EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a0]
    WHERE [a0].[OrganizationId] = @job_OrganizationId AND [a0].[Id] = [a].[Id])
GO
DECLARE @_8__locals1_job_Id uniqueidentifier, @numbers1 int;
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @_8__locals1_job_Id AND [g].[GroupNumber] = @numbers1
GO
DECLARE @_8__locals1_job_Id uniqueidentifier, @ids1 nvarchar(128);
DELETE FROM [a]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @_8__locals1_job_Id AND [a].[Id] = @ids1
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
SELECT [a].[Number]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_OrganizationId OR [a].[OrganizationId] = @job_Id
GO
DECLARE @p int, @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version], [a1].[Contents] AS [Stored]
FROM [AccessGroups] AS [a]
INNER JOIN (
    SELECT [a0].[Id], [a0].[Contents]
    FROM [AccessGroups] AS [a0]
    WHERE [a0].[OrganizationId] = @job_OrganizationId
) AS [a1] ON [a].[Id] = [a1].[Id]
WHERE [a].[OrganizationId] = @job_Id AND [a].[Contents] <> [a1].[Contents] AND [a].[Id] > @after
ORDER BY [a].[Id]
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [a]
SET [a].[Created] = (
    SELECT TOP(1) [a1].[Created]
    FROM [AccessGroups] AS [a1]
    WHERE [a1].[OrganizationId] = @job_OrganizationId AND [a1].[Id] = [a].[Id]),
    [a].[Version] = (
        SELECT TOP(1) [a2].[Version] + CAST(1 AS bigint)
        FROM [AccessGroups] AS [a2]
        WHERE [a2].[OrganizationId] = @job_OrganizationId AND [a2].[Id] = [a].[Id]),
    [a].[Description] = (
        SELECT TOP(1) [a3].[Description]
        FROM [AccessGroups] AS [a3]
        WHERE [a3].[OrganizationId] = @job_OrganizationId AND [a3].[Id] = [a].[Id]),
    [a].[ExternalId] = (
        SELECT TOP(1) [a4].[ExternalId]
        FROM [AccessGroups] AS [a4]
        WHERE [a4].[OrganizationId] = @job_OrganizationId AND [a4].[Id] = [a].[Id])
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a0]
    WHERE [a0].[OrganizationId] = @job_OrganizationId AND [a0].[Id] = [a].[Id])
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
DELETE FROM [g]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @job_OrganizationId AND [g].[GroupNumber] IN (
    SELECT [a].[Number]
    FROM [AccessGroups] AS [a]
    WHERE [a].[OrganizationId] = @job_Id
)
GO
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
DELETE FROM [a]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_OrganizationId AND EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a0]
    WHERE [a0].[OrganizationId] = @job_Id AND [a0].[Id] = [a].[Id])
GO
DECLARE @p uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [a]
SET [a].[OrganizationId] = @p
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_Id
GO

-- ImportAccess: roles, full, id,name

-- ImportAccess: roles, incremental, id,name
DECLARE @job_OrganizationId uniqueidentifier, @job_Id uniqueidentifier;
UPDATE [a]
SET [a].[Created] = (
    SELECT TOP(1) [a1].[Created]
    FROM [AccessGroups] AS [a1]
    WHERE [a1].[OrganizationId] = @job_OrganizationId AND [a1].[Id] = [a].[Id]),
    [a].[Version] = (
        SELECT TOP(1) [a2].[Version] + CAST(1 AS bigint)
        FROM [AccessGroups] AS [a2]
        WHERE [a2].[OrganizationId] = @job_OrganizationId AND [a2].[Id] = [a].[Id]),
    [a].[Description] = (
        SELECT TOP(1) [a3].[Description]
        FROM [AccessGroups] AS [a3]
        WHERE [a3].[OrganizationId] = @job_OrganizationId AND [a3].[Id] = [a].[Id]),
    [a].[ExternalId] = (
        SELECT TOP(1) [a4].[ExternalId]
        FROM [AccessGroups] AS [a4]
        WHERE [a4].[OrganizationId] = @job_OrganizationId AND [a4].[Id] = [a].[Id]),
    [a].[Contents] = (
        SELECT TOP(1) [a5].[Contents]
        FROM [AccessGroups] AS [a5]
        WHERE [a5].[OrganizationId] = @job_OrganizationId AND [a5].[Id] = [a].[Id])
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @job_Id AND EXISTS (
    SELECT 1
    FROM [AccessGroups] AS [a0]
    WHERE [a0].[OrganizationId] = @job_OrganizationId AND [a0].[Id] = [a].[Id])
GO

-- ImportAccess: roles, full, {"id":"CLERKS","name":"Clerks","entitlements":["PAY"]}

-- ImportAccess: roles, incremental, {"id":"CLERKS","name":"Clerks","entitlements":["PAY"]}

-- ListScimUsers
DECLARE @user_OrganizationId uniqueidentifier, @us uniqueidentifier, @key nvarchar(256), @key0 nvarchar(128), @Value_startswith nvarchar(256), @Value6_contains nvarchar(320), @Value7 datetime2(7), @Value8 nvarchar(128);
SELECT COUNT(*)
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND ([i].[Id] IN (
    SELECT [i0].[Id]
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @us AND [i0].[UserNameKey] = @key
    UNION ALL
    SELECT [i1].[Id]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = @us AND [i1].[UserNameKey] IS NULL AND [i1].[IdKey] = @key0
) OR (LOWER([i].[Name]) LIKE @Value_startswith ESCAPE N'\' AND ([i].[Email] IS NULL OR LOWER([i].[Email]) NOT LIKE @Value6_contains ESCAPE N'\')) OR [i].[Modified] > @Value7 OR [i].[Id] > @Value8)
GO
DECLARE @user_OrganizationId uniqueidentifier, @us uniqueidentifier, @key nvarchar(256), @key0 nvarchar(128), @Value_startswith nvarchar(256), @Value6_contains nvarchar(320), @Value7 datetime2(7), @Value8 nvarchar(128), @p int, @p10 int;
SELECT [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND ([i].[Id] IN (
    SELECT [i0].[Id]
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = @us AND [i0].[UserNameKey] = @key
    UNION ALL
    SELECT [i1].[Id]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = @us AND [i1].[UserNameKey] IS NULL AND [i1].[IdKey] = @key0
) OR (LOWER([i].[Name]) LIKE @Value_startswith ESCAPE N'\' AND ([i].[Email] IS NULL OR LOWER([i].[Email]) NOT LIKE @Value6_contains ESCAPE N'\')) OR [i].[Modified] > @Value7 OR [i].[Id] > @Value8)
ORDER BY [i].[Id]
OFFSET @p ROWS FETCH NEXT @p10 ROWS ONLY
GO
DECLARE @us uniqueidentifier, @ids1 nvarchar(128);
SELECT [g].[IdentityId], [a0].[Id], [a0].[Name]
FROM [GroupMembers] AS [g]
INNER JOIN (
    SELECT [a].[Id], [a].[Name], [a].[Number]
    FROM [AccessGroups] AS [a]
    WHERE [a].[OrganizationId] = @us
) AS [a0] ON [g].[GroupNumber] = [a0].[Number]
WHERE [g].[OrganizationId] = @us AND [g].[IdentityId] = @ids1
GO

-- GetScimUser

-- CreateScimUser
DECLARE @us uniqueidentifier, @key nvarchar(256), @key0 nvarchar(128), @own nvarchar(128);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM (
            SELECT [i].[Id]
            FROM [Identities] AS [i]
            WHERE [i].[OrganizationId] = @us AND [i].[UserNameKey] = @key
            UNION ALL
            SELECT [i0].[Id]
            FROM [Identities] AS [i0]
            WHERE [i0].[OrganizationId] = @us AND [i0].[UserNameKey] IS NULL AND [i0].[IdKey] = @key0
        ) AS [u]
        WHERE [u].[Id] <> @own) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 bit, @p3 nvarchar(4000), @p4 datetime2(7), @p5 nvarchar(320), @p6 varbinary(8000), @p7 nvarchar(256), @p8 nvarchar(128), @p9 nvarchar(128), @p10 datetime2(7), @p11 nvarchar(256), @p12 nvarchar(256), @p13 nvarchar(256), @p14 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Identities] ([Id], [OrganizationId], [Active], [Attributes], [Created], [Email], [Entitlements], [ExternalId], [IdKey], [ManagerId], [Modified], [Name], [UserName], [UserNameKey], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14);
GO

-- ReplaceScimUser

-- PatchScimUser

-- DeleteScimUser
DECLARE @user_OrganizationId uniqueidentifier, @request_Id nvarchar(128);
SELECT [g].[OrganizationId], [g].[GroupNumber], [g].[IdentityId]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @user_OrganizationId AND [g].[IdentityId] = @request_Id
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [Identities]
OUTPUT 1
WHERE [Id] = @p0 AND [OrganizationId] = @p1 AND [Version] = @p2;
GO

-- ListScimGroups
DECLARE @user_OrganizationId uniqueidentifier, @Value nvarchar(256), @value0 nvarchar(128);
SELECT COUNT(*)
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND LOWER([a].[Name]) = @Value AND EXISTS (
    SELECT 1
    FROM [GroupMembers] AS [g]
    WHERE [g].[OrganizationId] = [a].[OrganizationId] AND [g].[GroupNumber] = [a].[Number] AND [g].[IdentityId] = @value0)
GO
DECLARE @user_OrganizationId uniqueidentifier, @Value nvarchar(256), @value0 nvarchar(128), @p int, @p5 int;
SELECT [a].[OrganizationId], [a].[Id], [a].[Contents], [a].[Created], [a].[Description], [a].[ExternalId], [a].[Modified], [a].[Name], [a].[Number], [a].[Version]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND LOWER([a].[Name]) = @Value AND EXISTS (
    SELECT 1
    FROM [GroupMembers] AS [g]
    WHERE [g].[OrganizationId] = [a].[OrganizationId] AND [g].[GroupNumber] = [a].[Number] AND [g].[IdentityId] = @value0)
ORDER BY [a].[Id]
OFFSET @p ROWS FETCH NEXT @p5 ROWS ONLY
GO
DECLARE @us uniqueidentifier, @numbers1 int;
SELECT [g].[GroupNumber], [i0].[Id], [i0].[Name]
FROM [GroupMembers] AS [g]
INNER JOIN (
    SELECT [i].[Id], [i].[Name]
    FROM [Identities] AS [i]
    WHERE [i].[OrganizationId] = @us
) AS [i0] ON [g].[IdentityId] = [i0].[Id]
WHERE [g].[OrganizationId] = @us AND [g].[GroupNumber] = @numbers1
ORDER BY [i0].[Id]
GO
DECLARE @user_OrganizationId uniqueidentifier, @Empty varbinary(8000);
SELECT [a].[Id], [a].[Name], [a].[Contents]
FROM [AccessGroups] AS [a]
WHERE [a].[OrganizationId] = @user_OrganizationId AND [a].[Contents] <> @Empty
ORDER BY [a].[Id]
GO

-- GetScimGroup

-- CreateScimGroup
DECLARE @user_OrganizationId uniqueidentifier, @part1 nvarchar(128);
SELECT [i].[Id]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] = @part1
GO
DECLARE @user_OrganizationId uniqueidentifier, @group_Number int, @ids1 nvarchar(128);
SELECT [g].[OrganizationId], [g].[GroupNumber], [g].[IdentityId]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @user_OrganizationId AND [g].[GroupNumber] = @group_Number AND [g].[IdentityId] = @ids1
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 varbinary(8000), @p3 datetime2(7), @p4 nvarchar(4000), @p5 nvarchar(256), @p6 datetime2(7), @p7 nvarchar(256), @p8 int, @p9 bigint, @p10 int, @p11 nvarchar(128), @p12 uniqueidentifier;
SET NOCOUNT ON;
INSERT INTO [AccessGroups] ([Id], [OrganizationId], [Contents], [Created], [Description], [ExternalId], [Modified], [Name], [Number], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9);
INSERT INTO [GroupMembers] ([GroupNumber], [IdentityId], [OrganizationId])
VALUES (@p10, @p11, @p12);
GO

-- ReplaceScimGroup
DECLARE @user_OrganizationId uniqueidentifier, @group_Number int;
SELECT [g].[OrganizationId], [g].[GroupNumber], [g].[IdentityId]
FROM [GroupMembers] AS [g]
WHERE [g].[OrganizationId] = @user_OrganizationId AND [g].[GroupNumber] = @group_Number
GO

-- PatchScimGroup
DECLARE @p3 nvarchar(128), @p4 uniqueidentifier, @p0 varbinary(8000), @p1 datetime2(7), @p2 bigint, @p5 bigint, @p6 int, @p7 nvarchar(128), @p8 uniqueidentifier;
SET NOCOUNT ON;
UPDATE [AccessGroups] SET [Contents] = @p0, [Modified] = @p1, [Version] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [OrganizationId] = @p4 AND [Version] = @p5;
INSERT INTO [GroupMembers] ([GroupNumber], [IdentityId], [OrganizationId])
VALUES (@p6, @p7, @p8);
GO

-- DeleteScimGroup

-- GetSchedule
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @id AND [s].[OrganizationId] = @organizationId
GO
DECLARE @projects1 uniqueidentifier;
SELECT [p].[Id], [p].[Name]
FROM [Projects] AS [p]
WHERE [p].[Id] = @projects1
GO

-- GetSchedule: of a policy
DECLARE @policies1 uniqueidentifier;
SELECT [s].[Id], [s].[Name]
FROM [SodPolicies] AS [s]
WHERE [s].[Id] = @policies1
GO

-- ListSchedules
DECLARE @p int, @user_OrganizationId uniqueidentifier;
SELECT TOP(@p) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
ORDER BY [s].[CreatedAt], [s].[Id]
GO

-- ListSchedules: filtered, second page
DECLARE @p int, @user_OrganizationId uniqueidentifier, @type nvarchar(32), @id uniqueidentifier, @enabled bit, @cursor_At datetime2(7), @cursor_Id uniqueidentifier;
SELECT TOP(@p) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[TargetType] = @type AND [s].[TargetId] = @id AND [s].[IsEnabled] = @enabled AND [s].[CreatedAt] >= @cursor_At AND ([s].[CreatedAt] > @cursor_At OR [s].[Id] > @cursor_Id)
ORDER BY [s].[CreatedAt], [s].[Id]
GO

-- ListSchedules: of a target and a time
DECLARE @p int, @user_OrganizationId uniqueidentifier, @id uniqueidentifier, @enabled bit, @from datetime2(7), @to datetime2(7);
SELECT TOP(@p) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[TargetId] = @id AND [s].[IsEnabled] = @enabled AND [s].[NextDueAt] >= @from AND [s].[NextDueAt] < @to
ORDER BY [s].[CreatedAt], [s].[Id]
GO

-- RunScheduleNow
SELECT TOP(2) [s].[Value]
FROM (
    SELECT SYSUTCDATETIME() AS "Value"
) AS [s]
GO
DECLARE @scheduleId uniqueidentifier;
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Runs] AS [r]
        WHERE [r].[ScheduleId] = @scheduleId AND [r].[Status] IN (N'Queued', N'Running')) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @type nvarchar(32);
SELECT MIN([r].[Turn])
FROM [Runs] AS [r]
WHERE [r].[Status] = N'Queued' AND [r].[TargetType] = @type
GO
DECLARE @type nvarchar(32), @ids1 uniqueidentifier;
SELECT [o].[Id], (
    SELECT MAX([r].[Turn])
    FROM [Runs] AS [r]
    WHERE [r].[Status] = N'Queued' AND [r].[TargetType] = @type AND [r].[OrganizationId] = [o].[Id]) AS [Turn]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @ids1
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
GO

-- ExplainSchedule
DECLARE @scheduleId uniqueidentifier, @organizationId uniqueidentifier;
SELECT [s].[ScheduleId], [s].[Version], [s].[At], [s].[IsDeleted], [s].[IsEnabled], [s].[ModifierId], [s].[OrganizationId], [s].[Rule], [s].[TargetId], [s].[TargetType]
FROM [ScheduleVersions] AS [s]
WHERE [s].[ScheduleId] = @scheduleId AND [s].[OrganizationId] = @organizationId
ORDER BY [s].[Version]
GO
DECLARE @scheduleId uniqueidentifier;
SELECT TOP(2) [s].[NextDueAt]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @scheduleId
GO
DECLARE @scheduleId uniqueidentifier, @instant datetime2(7);
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @scheduleId AND [r].[DueAt] = @instant
GO
DECLARE @organizationId uniqueidentifier;
SELECT TOP(2) [o].[KeptFrom]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @organizationId
GO

-- ReportSchedule
DECLARE @scheduleIds1 uniqueidentifier, @period_From datetime2(7), @period_To datetime2(7);
SELECT [r].[ScheduleId], [r].[DueAt], [r].[Status], SUBSTRING(COALESCE([r].[Reason], [r].[Remark]), 0 + 1, 13)
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] IS NOT NULL AND [r].[ScheduleId] = @scheduleIds1 AND [r].[At] >= @period_From AND [r].[At] < @period_To
GO
DECLARE @scheduleId uniqueidentifier, @period_From datetime2(7), @period_To datetime2(7);
SELECT [r].[Status], COUNT(*) AS [Count]
FROM [RunMails] AS [r]
WHERE EXISTS (
    SELECT 1
    FROM [Runs] AS [r0]
    WHERE [r0].[ScheduleId] = @scheduleId AND [r0].[At] >= @period_From AND [r0].[At] < @period_To AND [r0].[Id] = [r].[RunId])
GROUP BY [r].[Status]
GO

-- ReportOrganization
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after uniqueidentifier;
SELECT TOP(@p) [s0].[ScheduleId]
FROM (
    SELECT DISTINCT [s].[ScheduleId]
    FROM [ScheduleVersions] AS [s]
    WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[ScheduleId] > @after
) AS [s0]
ORDER BY [s0].[ScheduleId]
GO
DECLARE @user_OrganizationId uniqueidentifier, @ids1 uniqueidentifier;
SELECT [s].[ScheduleId], [s].[Version], [s].[At], [s].[IsDeleted], [s].[IsEnabled], [s].[ModifierId], [s].[OrganizationId], [s].[Rule], [s].[TargetId], [s].[TargetType]
FROM [ScheduleVersions] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[ScheduleId] = @ids1
GO
DECLARE @ids1 uniqueidentifier, @period_To datetime2(7);
SELECT [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @ids1 AND [s].[NextDueAt] < @period_To
GO
SELECT [s].[ScheduleId], [s].[Version], [s].[At], [s].[IsDeleted], [s].[IsEnabled], [s].[ModifierId], [s].[OrganizationId], [s].[Rule], [s].[TargetId], [s].[TargetType]
FROM [ScheduleVersions] AS [s]
WHERE 0 = 1
GO
SELECT [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE 0 = 1
GO
SELECT [r].[ScheduleId], [r].[DueAt], [r].[Status], SUBSTRING(COALESCE([r].[Reason], [r].[Remark]), 0 + 1, 13)
FROM [Runs] AS [r]
WHERE 0 = 1
GO

-- PreviewRecurrence

-- GetRun
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[Id] = @id AND [r].[OrganizationId] = @organizationId
GO
DECLARE @runId uniqueidentifier;
SELECT [r].[RunId], [r].[RecipientId], [r].[Address], [r].[Attempts], [r].[EndedAt], [r].[Error], [r].[MessageId], [r].[NextAttemptAt], [r].[OrganizationId], [r].[Owner], [r].[QueuedAt], [r].[RecipientName], [r].[Status]
FROM [RunMails] AS [r]
WHERE [r].[RunId] = @runId
ORDER BY [r].[RecipientId]
GO

-- ListRuns
DECLARE @p int, @user_OrganizationId uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: of a schedule, second page
DECLARE @p int, @user_OrganizationId uniqueidentifier, @scheduleId uniqueidentifier, @cursor_At datetime2(7), @cursor_Id uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[ScheduleId] = @scheduleId AND [r].[At] <= @cursor_At AND ([r].[At] < @cursor_At OR [r].[Id] < @cursor_Id)
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: by status
DECLARE @p int, @user_OrganizationId uniqueidentifier, @statuses1 nvarchar(16), @statuses2 nvarchar(16), @statuses3 nvarchar(16);
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[Status] IN (@statuses1, @statuses2, @statuses3)
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: of a target and a time
DECLARE @p int, @user_OrganizationId uniqueidentifier, @id uniqueidentifier, @type nvarchar(32), @from datetime2(7), @to datetime2(7);
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[TargetId] = @id AND [r].[TargetType] = @type AND [r].[At] >= @from AND [r].[At] < @to
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- CancelRun
DECLARE @p3 uniqueidentifier, @p4 int, @p0 datetime2(7), @p6 nvarchar(128), @p1 nvarchar(2000), @p2 nvarchar(16), @p5 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Runs] SET [FinishedAt] = @p0, [Reason] = @p1, [Status] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [Attempt] = @p4 AND [Owner] IS NULL AND [Status] = @p5;
GO

-- CancelRun: that is going
DECLARE @p5 uniqueidentifier, @p6 int, @p0 datetime2(7), @p1 datetime2(7), @p2 nvarchar(128), @p7 nvarchar(128), @p3 nvarchar(2000), @p4 nvarchar(16), @p8 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Runs] SET [FinishedAt] = @p0, [LeaseUntil] = @p1, [Owner] = @p2, [Reason] = @p3, [Status] = @p4
OUTPUT 1
WHERE [Id] = @p5 AND [Attempt] = @p6 AND [Owner] = @p7 AND [Status] = @p8;
GO

-- RetryRun
DECLARE @of_ScheduleId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @of_ScheduleId
GO

-- ListScheduleRuns
DECLARE @id uniqueidentifier, @user_OrganizationId uniqueidentifier;
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Runs] AS [r]
        WHERE [r].[ScheduleId] = @id AND [r].[OrganizationId] = @user_OrganizationId) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p int, @user_OrganizationId uniqueidentifier, @scheduleId uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[ScheduleId] = @scheduleId
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- DispatchDueSchedules
DECLARE @now datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Schedules] AS [s]
        WHERE [s].[NextDueAt] <= @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 int, @p1 datetime2(7);
SELECT [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version], (
    SELECT TOP(1) [r].[Id]
    FROM [Runs] AS [r]
    WHERE [r].[ScheduleId] = [s].[Id] AND [r].[Status] IN (N'Queued', N'Running'))
FROM (
    SELECT TOP (@p0) * FROM "Schedules" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE "NextDueAt" <= @p1 ORDER BY "NextDueAt"
) AS [s]
ORDER BY [s].[NextDueAt]
GO
DECLARE @rows nvarchar(max) ;
INSERT INTO "Runs" ("Id", "At", "Attempt", "AvailableAt", "DueAt", "OrganizationId", "ScheduleId", "ScheduleVersion", "Status", "TargetId", "TargetType", "Trigger", "Turn")
SELECT v."c0", v."c1", v."c2", v."c3", v."c4", v."c5", v."c6", v."c7", v."c8", v."c9", v."c10", v."c11", v."c12" FROM OPENJSON(@rows) WITH ("c0" uniqueidentifier, "c1" datetime2, "c2" int, "c3" datetime2, "c4" datetime2, "c5" uniqueidentifier, "c6" uniqueidentifier, "c7" int, "c8" nvarchar(16), "c9" uniqueidentifier, "c10" nvarchar(32), "c11" nvarchar(16), "c12" bigint) AS v
WHERE NOT EXISTS (
    SELECT 1 FROM "Runs" AS t WITH (UPDLOCK, HOLDLOCK)
    WHERE t."ScheduleId" = v."c6" AND t."DueAt" = v."c4" AND t."DueAt" IS NOT NULL)
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "NextDueAt" = v."c0"
FROM "Schedules" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "c0" datetime2) AS v ON t."Id" = v."k0"
GO

-- ExecuteQueuedRuns
DECLARE @type nvarchar(32), @now datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Runs] AS [r]
        WHERE [r].[Status] = N'Queued' AND [r].[TargetType] = @type AND [r].[AvailableAt] <= @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 int, @p1 nvarchar(4000), @p2 datetime2(7);
SELECT TOP (@p0) * FROM "Runs" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE "Status" = 'Queued' AND "TargetType" = @p1 AND "AvailableAt" <= @p2 ORDER BY "Turn"
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "Status" = v."c0", "Reason" = v."c1", "Attempt" = v."c2", "AvailableAt" = v."c3", "StartedAt" = v."c4", "FinishedAt" = v."c5", "Owner" = v."c6", "LeaseUntil" = v."c7", "Result" = v."c8"
FROM "Runs" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "c0" nvarchar(16), "c1" nvarchar(2000), "c2" int, "c3" datetime2, "c4" datetime2, "c5" datetime2, "c6" nvarchar(128), "c7" datetime2, "c8" nvarchar(max)) AS v ON t."Id" = v."k0"
GO
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(1) [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[Id] = @id AND [p].[OrganizationId] = @organizationId
GO
DECLARE @runId uniqueidentifier;
SELECT TOP(2) [r].[RunId], [r].[At], [r].[Failed], [r].[Pass], [r].[Planned], [r].[Seen]
FROM [RunProgress] AS [r]
WHERE [r].[RunId] = @runId
GO
DECLARE @projectId uniqueidentifier, @depth nvarchar(32);
SELECT TOP(1) [s].[RunId], [s].[At], [s].[Changes], [s].[Coverage], [s].[Depth], [s].[Findings], [s].[IsComplete], [s].[OrganizationId], [s].[ProjectId], [s].[Verdicts], [s].[Versions]
FROM [ScanReports] AS [s]
WHERE [s].[ProjectId] = @projectId AND [s].[IsComplete] = CAST(1 AS bit) AND [s].[Depth] = @depth
ORDER BY [s].[At] DESC, [s].[RunId] DESC
GO
DECLARE @project_Id uniqueidentifier;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @project_Id
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "Status" = v."c0", "Reason" = v."c1", "Attempt" = v."c2", "AvailableAt" = v."c3", "StartedAt" = v."c4", "FinishedAt" = v."c5", "Owner" = v."c6", "LeaseUntil" = v."c7", "Result" = v."c8"
FROM "Runs" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "k1" nvarchar(128), "k2" int, "c0" nvarchar(16), "c1" nvarchar(2000), "c2" int, "c3" datetime2, "c4" datetime2, "c5" datetime2, "c6" nvarchar(128), "c7" datetime2, "c8" nvarchar(max)) AS v ON t."Id" = v."k0" AND t."Owner" = v."k1" COLLATE Latin1_General_100_BIN2 AND t."Attempt" = v."k2" AND t."Status" = 'Running'
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 nvarchar(4000), @p3 nvarchar(4000), @p4 nvarchar(32), @p5 nvarchar(4000), @p6 bit, @p7 uniqueidentifier, @p8 uniqueidentifier, @p9 nvarchar(4000), @p10 nvarchar(4000), @p14 uniqueidentifier, @p11 nvarchar(256), @p12 datetime2(7), @p13 nvarchar(4000), @p15 int, @p16 uniqueidentifier, @p17 varbinary(8000);
SET NOCOUNT ON;
INSERT INTO [ScanReports] ([RunId], [At], [Changes], [Coverage], [Depth], [Findings], [IsComplete], [OrganizationId], [ProjectId], [Verdicts], [Versions])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10);
UPDATE [Trackers] SET [Company] = @p11, [LastSeenAt] = @p12, [Suggestion] = @p13
OUTPUT 1
WHERE [Id] = @p14 AND [Version] = @p15;
INSERT INTO [ScanEvidence] ([RunId], [Content])
VALUES (@p16, @p17);
GO

-- ExecuteRun: of a policy
DECLARE @p0 int, @p1 uniqueidentifier;
SELECT TOP (@p0) * FROM "Runs" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE "Status" = 'Queued' AND "Id" = @p1 ORDER BY "Id"
GO
DECLARE @guid uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[Id] = @guid AND [s].[OrganizationId] = @organizationId
GO
DECLARE @organization uniqueidentifier;
SELECT "Id", 0 AS "Part", "Name", "Email", "Attributes", "Entitlements", 0 AS "Number"
FROM "Identities" WHERE "OrganizationId" = @organization 
UNION ALL
SELECT "IdentityId", 1, "SourceId", "Id", NULL, "Entitlements", 0
FROM "Accounts" WHERE "OrganizationId" = @organization AND "IdentityId" IS NOT NULL 
UNION ALL
SELECT "IdentityId", 2, NULL, NULL, NULL, NULL, "GroupNumber"
FROM "GroupMembers" WHERE "OrganizationId" = @organization 
ORDER BY 1, 2
GO
DECLARE @ids1 uniqueidentifier, @now datetime2(7);
SELECT [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[PolicyId] = @ids1 AND [s].[Expires] > @now AND [s].[Revoked] IS NULL
ORDER BY [s].[Created]
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [i].[Id], [i].[Name], [i].[Email]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @organizationId AND [i].[Id] = @ids1
GO
DECLARE @run_RunId uniqueidentifier, @run_IsReport bit, @ids1 uniqueidentifier;
SELECT [s].[Id], (
    SELECT TOP(1) [s0].[RunId]
    FROM [SodEvaluations] AS [s0]
    WHERE [s0].[PolicyId] = [s].[Id] AND [s0].[RunId] <> @run_RunId AND [s0].[IsReport] = @run_IsReport
    ORDER BY [s0].[EvaluatedAt] DESC, [s0].[RunId] DESC) AS [RunId]
FROM [SodPolicies] AS [s]
WHERE [s].[Id] = @ids1
GO
SELECT [s].[RunId], [s].[PolicyId], [s].[IdentityId]
FROM [SodViolations] AS [s]
WHERE 0 = 1
GO
DECLARE @run_ScheduleId uniqueidentifier;
SELECT TOP(2) [s].[Report]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @run_ScheduleId AND EXISTS (
    SELECT 1
    FROM [SodPolicies] AS [s0]
    WHERE [s0].[Id] = [s].[TargetId] AND [s0].[State] = N'Enforced')
GO
DECLARE @p0 uniqueidentifier, @p1 uniqueidentifier, @p2 uniqueidentifier, @p3 datetime2(7), @p4 int, @p5 bit, @p6 int, @p7 nvarchar(4000), @p8 int, @p9 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [SodEvaluations] ([PolicyId], [RunId], [ComparedWith], [EvaluatedAt], [Excepted], [IsReport], [New], [Policy], [Resolved], [Violations])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9);
GO

-- RecoverRuns
DECLARE @now datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Runs] AS [r]
        WHERE [r].[Status] = N'Running' AND [r].[LeaseUntil] < @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 int, @p1 datetime2(7);
SELECT TOP (@p0) * FROM "Runs" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE "Status" = 'Running' AND "LeaseUntil" < @p1 ORDER BY "LeaseUntil"
GO
DECLARE @p int, @type nvarchar(32), @now datetime2(7);
SELECT TOP(@p) [r].[Id]
FROM [Runs] AS [r]
WHERE [r].[Status] = N'Queued' AND [r].[TargetType] = @type AND [r].[AvailableAt] <= @now
ORDER BY [r].[Turn]
GO

-- DeleteOldRuns
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
GO
DECLARE @p int, @organizationId uniqueidentifier, @before datetime2(7);
SELECT TOP(@p) [r].[At], [r].[Id]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @organizationId AND [r].[At] < @before AND [r].[Status] NOT IN (N'Queued', N'Running')
ORDER BY [r].[At], [r].[Id]
GO
DECLARE @ids1 uniqueidentifier;
SELECT [s].[RunId]
FROM [SodEvaluations] AS [s]
WHERE [s].[RunId] = @ids1 AND NOT EXISTS (
    SELECT 1
    FROM [SodEvaluations] AS [s0]
    WHERE [s0].[PolicyId] = [s].[PolicyId] AND [s0].[IsReport] = [s].[IsReport] AND ([s0].[EvaluatedAt] > [s].[EvaluatedAt] OR ([s0].[EvaluatedAt] = [s].[EvaluatedAt] AND [s0].[RunId] > [s].[RunId])))
GO
DECLARE @ids1 uniqueidentifier;
SELECT [s].[RunId]
FROM [ScanReports] AS [s]
WHERE [s].[RunId] = @ids1 AND [s].[IsComplete] = CAST(1 AS bit) AND NOT EXISTS (
    SELECT 1
    FROM [ScanReports] AS [s0]
    WHERE [s0].[ProjectId] = [s].[ProjectId] AND [s0].[IsComplete] = CAST(1 AS bit) AND [s0].[Depth] = [s].[Depth] AND ([s0].[At] > [s].[At] OR ([s0].[At] = [s].[At] AND [s0].[RunId] > [s].[RunId])))
GO
DECLARE @p datetime2(7), @organizationId uniqueidentifier, @before datetime2(7);
UPDATE [o]
SET [o].[KeptFrom] = @p
FROM [Organizations] AS [o]
WHERE [o].[Id] = @organizationId AND ([o].[KeptFrom] IS NULL OR [o].[KeptFrom] < @before)
GO
DECLARE @ids1 uniqueidentifier;
DELETE FROM [r]
FROM [RunProgress] AS [r]
WHERE [r].[RunId] = @ids1
GO
DECLARE @ids1 uniqueidentifier;
DELETE FROM [s]
FROM [SodViolations] AS [s]
WHERE [s].[RunId] = @ids1
GO
DECLARE @ids1 uniqueidentifier;
DELETE FROM [s]
FROM [SodEvaluations] AS [s]
WHERE [s].[RunId] = @ids1
GO
DECLARE @ids1 uniqueidentifier;
DELETE FROM [s]
FROM [ScanReports] AS [s]
WHERE [s].[RunId] = @ids1
GO
DECLARE @ids1 uniqueidentifier;
DELETE FROM [r]
FROM [Runs] AS [r]
WHERE [r].[Id] = @ids1
GO
DECLARE @organizationId uniqueidentifier, @before datetime2(7), @before2 datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [ScheduleVersions] AS [s]
        WHERE [s].[OrganizationId] = @organizationId AND [s].[At] < @before AND [s].[IsDeleted] = CAST(0 AS bit) AND EXISTS (
            SELECT 1
            FROM [ScheduleVersions] AS [s0]
            WHERE [s0].[ScheduleId] = [s].[ScheduleId] AND [s0].[Version] > [s].[Version] AND [s0].[At] < @before2) AND NOT EXISTS (
            SELECT 1
            FROM [Runs] AS [r]
            WHERE [r].[ScheduleId] = [s].[ScheduleId] AND [r].[ScheduleVersion] = [s].[Version])) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @organizationId uniqueidentifier, @before datetime2(7), @before2 datetime2(7);
DELETE FROM [s]
FROM [ScheduleVersions] AS [s]
WHERE [s].[OrganizationId] = @organizationId AND [s].[At] < @before AND [s].[IsDeleted] = CAST(0 AS bit) AND EXISTS (
    SELECT 1
    FROM [ScheduleVersions] AS [s0]
    WHERE [s0].[ScheduleId] = [s].[ScheduleId] AND [s0].[Version] > [s].[Version] AND [s0].[At] < @before2) AND NOT EXISTS (
    SELECT 1
    FROM [Runs] AS [r]
    WHERE [r].[ScheduleId] = [s].[ScheduleId] AND [r].[ScheduleVersion] = [s].[Version])
GO
DECLARE @organizationId uniqueidentifier, @before datetime2(7);
DELETE FROM [s]
FROM [ScheduleVersions] AS [s]
WHERE [s].[OrganizationId] = @organizationId AND [s].[At] < @before AND [s].[IsDeleted] = CAST(1 AS bit) AND NOT EXISTS (
    SELECT 1
    FROM [Runs] AS [r]
    WHERE [r].[ScheduleId] = [s].[ScheduleId])
GO
DECLARE @organizationId uniqueidentifier, @before datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [ScheduleVersions] AS [s]
        WHERE [s].[OrganizationId] = @organizationId AND [s].[At] < @before AND [s].[IsDeleted] = CAST(1 AS bit) AND NOT EXISTS (
            SELECT 1
            FROM [Runs] AS [r]
            WHERE [r].[ScheduleId] = [s].[ScheduleId])) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO

-- RenewLeases
DECLARE @p datetime2(7), @ids1 uniqueidentifier, @owners1 nvarchar(128);
UPDATE [r]
SET [r].[LeaseUntil] = @p
FROM [Runs] AS [r]
WHERE [r].[Id] = @ids1 AND [r].[Owner] = @owners1 AND [r].[Status] = N'Running'
GO
DECLARE @ids1 uniqueidentifier, @owners1 nvarchar(128);
SELECT [r].[Id], [r].[Owner], [r].[Attempt]
FROM [Runs] AS [r]
WHERE [r].[Id] = @ids1 AND [r].[Owner] = @owners1 AND [r].[Status] = N'Running'
GO

-- CreateSodPolicy
DECLARE @organizationId uniqueidentifier;
UPDATE [o]
SET [o].[Name] = [o].[Name]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @organizationId
GO
DECLARE @organizationId uniqueidentifier;
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @organizationId
GO
DECLARE @p0 uniqueidentifier, @p1 nvarchar(4000), @p2 nvarchar(4000), @p3 nvarchar(4000), @p4 nvarchar(4000), @p5 datetime2(7), @p6 nvarchar(128), @p7 datetime2(7), @p8 nvarchar(4000), @p9 nvarchar(4000), @p10 nvarchar(32), @p11 datetime2(7), @p12 nvarchar(128), @p13 nvarchar(256), @p14 uniqueidentifier, @p15 nvarchar(4000), @p16 nvarchar(4000), @p17 nvarchar(32), @p18 nvarchar(4000), @p19 nvarchar(32), @p20 int, @p21 nvarchar(4000), @p22 nvarchar(128), @p23 nvarchar(256), @p24 nvarchar(32);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [SodPolicies] ([Id], [AllowedControls], [CompensatingControls], [ConflictingAccessCriteria], [CorrectionAdvice], [Created], [CreatorId], [DeletedAt], [Description], [ExternalPolicyReference], [Level], [Modified], [ModifierId], [Name], [OrganizationId], [PolicyQuery], [SecondaryOwnerRefs], [State], [Tags], [Type], [Version], [ViolationOwnerAssignmentConfig], [OwnerRef_Id], [OwnerRef_Name], [OwnerRef_Type])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24);
GO
DECLARE @ids1 uniqueidentifier;
SELECT [s].[TargetId]
FROM [Schedules] AS [s]
WHERE [s].[TargetType] = N'SodPolicy' AND [s].[TargetId] = @ids1
GO
DECLARE @organizationId uniqueidentifier, @ids1 nvarchar(128), @ids2 nvarchar(128);
SELECT [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @organizationId AND [i].[Id] IN (@ids1, @ids2)
GO

-- GetSodPolicy
DECLARE @guid uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[Id] = @guid AND [s].[OrganizationId] = @organizationId
GO

-- ListSodPolicies
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO
DECLARE @user_OrganizationId uniqueidentifier;
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId
GO
SELECT [s].[TargetId]
FROM [Schedules] AS [s]
WHERE 0 = 1
GO

-- ListSodPolicies: of none
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE 0 = 1
GO

-- ListSodPolicies: id
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListSodPolicies: name,-name,-created,modified,-description
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Name], [s].[Created] DESC, [s].[Modified], [s].[Description] DESC, [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListSodPolicies: not (name eq "b" or state in ("ENFORCED"))
DECLARE @user_OrganizationId uniqueidentifier, @values1 nvarchar(256), @lowered1 nvarchar(256), @states1 nvarchar(32), @p int, @p5 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Name] <> @values1 AND LOWER([s].[Name]) <> @lowered1 AND [s].[State] <> @states1
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p5 ROWS ONLY
GO
DECLARE @user_OrganizationId uniqueidentifier, @values1 nvarchar(256), @lowered1 nvarchar(256), @states1 nvarchar(32);
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Name] <> @values1 AND LOWER([s].[Name]) <> @lowered1 AND [s].[State] <> @states1
GO

-- ListSodPolicies: name sw "a" or name co "b"
DECLARE @user_OrganizationId uniqueidentifier, @value_startswith nvarchar(256), @lowered_startswith nvarchar(256), @value3_contains nvarchar(256), @lowered4_contains nvarchar(256), @p int, @p6 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND ([s].[Name] LIKE @value_startswith ESCAPE N'\' OR LOWER([s].[Name]) LIKE @lowered_startswith ESCAPE N'\' OR [s].[Name] LIKE @value3_contains ESCAPE N'\' OR LOWER([s].[Name]) LIKE @lowered4_contains ESCAPE N'\')
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p6 ROWS ONLY
GO
DECLARE @user_OrganizationId uniqueidentifier, @value_startswith nvarchar(256), @lowered_startswith nvarchar(256), @value3_contains nvarchar(256), @lowered4_contains nvarchar(256);
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND ([s].[Name] LIKE @value_startswith ESCAPE N'\' OR LOWER([s].[Name]) LIKE @lowered_startswith ESCAPE N'\' OR [s].[Name] LIKE @value3_contains ESCAPE N'\' OR LOWER([s].[Name]) LIKE @lowered4_contains ESCAPE N'\')
GO

-- ListSodPolicies: level in ("LOW","HIGH")
DECLARE @user_OrganizationId uniqueidentifier, @levels1 nvarchar(32), @levels2 nvarchar(32), @p int, @p3 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Level] IN (@levels1, @levels2)
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO
DECLARE @user_OrganizationId uniqueidentifier, @levels1 nvarchar(32), @levels2 nvarchar(32);
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Level] IN (@levels1, @levels2)
GO

-- ListSodPolicies: by id
DECLARE @user_OrganizationId uniqueidentifier, @ids1 uniqueidentifier, @p int, @p3 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Id] = @ids1
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListSodPolicies: by description and type
DECLARE @user_OrganizationId uniqueidentifier, @value_contains nvarchar(4000), @lowered_contains nvarchar(4000), @types1 nvarchar(32), @p int, @p5 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND ([s].[Description] LIKE @value_contains ESCAPE N'\' OR LOWER([s].[Description]) LIKE @lowered_contains ESCAPE N'\') AND [s].[Type] = @types1
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p5 ROWS ONLY
GO

-- ListSodPolicies: by the owner's name
DECLARE @user_OrganizationId uniqueidentifier, @value_startswith nvarchar(256), @lowered_startswith nvarchar(256), @p int, @p7 int;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND (COALESCE((
    SELECT TOP(1) [i].[Name]
    FROM [Identities] AS [i]
    WHERE [i].[OrganizationId] = [s].[OrganizationId] AND [i].[Id] = [s].[OwnerRef_Id] AND [s].[OwnerRef_Type] = N'Identity'), [s].[OwnerRef_Name]) LIKE @value_startswith ESCAPE N'\' OR LOWER(COALESCE((
    SELECT TOP(1) [i0].[Name]
    FROM [Identities] AS [i0]
    WHERE [i0].[OrganizationId] = [s].[OrganizationId] AND [i0].[Id] = [s].[OwnerRef_Id] AND [s].[OwnerRef_Type] = N'Identity'), [s].[OwnerRef_Name])) LIKE @lowered_startswith ESCAPE N'\')
ORDER BY (SELECT 1), COALESCE((
    SELECT TOP(1) [i1].[Name]
    FROM [Identities] AS [i1]
    WHERE [i1].[OrganizationId] = [s].[OrganizationId] AND [i1].[Id] = [s].[OwnerRef_Id] AND [s].[OwnerRef_Type] = N'Identity'), [s].[OwnerRef_Name]) DESC, [s].[Id]
OFFSET @p ROWS FETCH NEXT @p7 ROWS ONLY
GO

-- PutSodPolicy
DECLARE @p14 uniqueidentifier, @p0 nvarchar(4000), @p1 nvarchar(4000), @p2 nvarchar(4000), @p3 nvarchar(4000), @p4 nvarchar(4000), @p5 datetime2(7), @p6 nvarchar(4000), @p7 nvarchar(4000), @p8 nvarchar(4000), @p9 int, @p15 int, @p10 nvarchar(4000), @p11 nvarchar(128), @p12 nvarchar(256), @p13 nvarchar(32);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [SodPolicies] SET [AllowedControls] = @p0, [CompensatingControls] = @p1, [ConflictingAccessCriteria] = @p2, [CorrectionAdvice] = @p3, [ExternalPolicyReference] = @p4, [Modified] = @p5, [PolicyQuery] = @p6, [SecondaryOwnerRefs] = @p7, [Tags] = @p8, [Version] = @p9, [ViolationOwnerAssignmentConfig] = @p10, [OwnerRef_Id] = @p11, [OwnerRef_Name] = @p12, [OwnerRef_Type] = @p13
OUTPUT 1
WHERE [Id] = @p14 AND [Version] = @p15;
GO

-- PatchSodPolicy
DECLARE @p6 uniqueidentifier, @p0 nvarchar(4000), @p1 nvarchar(4000), @p2 datetime2(7), @p3 nvarchar(4000), @p4 nvarchar(4000), @p5 int, @p7 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [SodPolicies] SET [AllowedControls] = @p0, [ConflictingAccessCriteria] = @p1, [Modified] = @p2, [SecondaryOwnerRefs] = @p3, [Tags] = @p4, [Version] = @p5
OUTPUT 1
WHERE [Id] = @p6 AND [Version] = @p7;
GO

-- DeleteSodPolicy
DECLARE @target_Type nvarchar(32), @target_Id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[TargetType] = @target_Type AND [s].[TargetId] = @target_Id AND [s].[OrganizationId] = @organizationId
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint, @p23 uniqueidentifier, @p24 int, @p25 datetime2(7), @p26 bit, @p27 bit, @p28 nvarchar(128), @p29 uniqueidentifier, @p30 nvarchar(4000), @p31 uniqueidentifier, @p32 nvarchar(32), @p37 uniqueidentifier, @p33 bit, @p34 datetime2(7), @p35 datetime2(7), @p38 datetime2(7), @p36 int, @p39 int, @p43 uniqueidentifier, @p40 datetime2(7), @p41 datetime2(7), @p42 int, @p44 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32);
UPDATE [Schedules] SET [IsEnabled] = @p33, [ModifiedAt] = @p34, [NextDueAt] = @p35, [Version] = @p36
OUTPUT 1
WHERE [Id] = @p37 AND [NextDueAt] = @p38 AND [Version] = @p39;
UPDATE [SodPolicies] SET [DeletedAt] = @p40, [Modified] = @p41, [Version] = @p42
OUTPUT 1
WHERE [Id] = @p43 AND [Version] = @p44;
GO

-- DeleteSodPolicy: for good
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint, @p23 uniqueidentifier, @p24 int, @p25 datetime2(7), @p26 bit, @p27 bit, @p28 nvarchar(128), @p29 uniqueidentifier, @p30 nvarchar(4000), @p31 uniqueidentifier, @p32 nvarchar(32), @p33 uniqueidentifier, @p34 datetime2(7), @p35 int, @p36 uniqueidentifier, @p37 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32);
DELETE FROM [Schedules]
OUTPUT 1
WHERE [Id] = @p33 AND [NextDueAt] = @p34 AND [Version] = @p35;
DELETE FROM [SodPolicies]
OUTPUT 1
WHERE [Id] = @p36 AND [Version] = @p37;
GO

-- EvaluateSodPolicy

-- QueueMails
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(320), @p3 int, @p4 datetime2(7), @p5 nvarchar(1000), @p6 nvarchar(512), @p7 datetime2(7), @p8 uniqueidentifier, @p9 nvarchar(128), @p10 datetime2(7), @p11 nvarchar(256), @p12 nvarchar(16);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [RunMails] ([RecipientId], [RunId], [Address], [Attempts], [EndedAt], [Error], [MessageId], [NextAttemptAt], [OrganizationId], [Owner], [QueuedAt], [RecipientName], [Status])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12);
GO

-- SendMails
DECLARE @now datetime2(7);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [RunMails] AS [r]
        WHERE [r].[Status] = N'Queued' AND [r].[NextAttemptAt] <= @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @p0 int, @p1 datetime2(7);
SELECT TOP (@p0) * FROM "RunMails" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE "Status" = 'Queued' AND "NextAttemptAt" <= @p1 ORDER BY "NextAttemptAt"
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "Status" = v."c0", "Attempts" = v."c1", "NextAttemptAt" = v."c2", "Owner" = v."c3", "Address" = v."c4", "Error" = v."c5", "EndedAt" = v."c6"
FROM "RunMails" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "k1" nvarchar(128), "c0" nvarchar(16), "c1" int, "c2" datetime2, "c3" nvarchar(128), "c4" nvarchar(320), "c5" nvarchar(1000), "c6" datetime2) AS v ON t."RunId" = v."k0" AND t."RecipientId" = v."k1" COLLATE Latin1_General_100_BIN2
GO
DECLARE @mail_OrganizationId uniqueidentifier, @mail_RecipientId nvarchar(128);
SELECT TOP(2) [i].[Name], [i].[Email], [i].[Active]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @mail_OrganizationId AND [i].[Id] = @mail_RecipientId
GO
DECLARE @runId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[Id] = @runId
GO
DECLARE @runId uniqueidentifier, @run_TargetId uniqueidentifier;
SELECT TOP(2) [s].[RunId], [s].[PolicyId], [s].[ComparedWith], [s].[EvaluatedAt], [s].[Excepted], [s].[IsReport], [s].[New], [s].[Policy], [s].[Resolved], [s].[Violations]
FROM [SodEvaluations] AS [s]
WHERE [s].[RunId] = @runId AND [s].[PolicyId] = @run_TargetId
GO
DECLARE @run_ScheduleId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[Id] = @run_ScheduleId
GO
DECLARE @guid uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[Id] = @guid AND [r].[OrganizationId] = @organizationId AND [r].[TargetType] = N'SodPolicy'
GO
DECLARE @run_Id uniqueidentifier;
SELECT [s].[RunId], [s].[PolicyId], [s].[ComparedWith], [s].[EvaluatedAt], [s].[Excepted], [s].[IsReport], [s].[New], [s].[Policy], [s].[Resolved], [s].[Violations]
FROM [SodEvaluations] AS [s]
WHERE [s].[RunId] = @run_Id
GO
DECLARE @run_OrganizationId uniqueidentifier;
SELECT TOP(2) [r].[OrganizationId], [r].[Columns]
FROM [ReportLayouts] AS [r]
WHERE [r].[OrganizationId] = @run_OrganizationId
GO
DECLARE @report_Run_Id uniqueidentifier, @excepted bit;
SELECT [s].[RunId], [s].[PolicyId], [s].[IdentityId], [s].[ExceptionId], [s].[IdentityEmail], [s].[IdentityName], [s].[IsNew], [s].[Left], [s].[Right], [s0].[Id], [s0].[Created], [s0].[Entitlements], [s0].[Expires], [s0].[GrantedBy], [s0].[IdentityId], [s0].[OrganizationId], [s0].[PolicyId], [s0].[Reason], [s0].[Revoked], [s0].[RevokedBy]
FROM [SodViolations] AS [s]
LEFT JOIN [SodExceptions] AS [s0] ON [s].[ExceptionId] = [s0].[Id]
WHERE [s].[RunId] = @report_Run_Id AND CASE
    WHEN [s].[ExceptionId] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = @excepted
ORDER BY [s].[PolicyId], [s].[IdentityId]
GO
DECLARE @p int, @runId uniqueidentifier, @policyId uniqueidentifier;
SELECT TOP(@p) [s].[RunId], [s].[PolicyId], [s].[IdentityId], [s].[ExceptionId], [s].[IdentityEmail], [s].[IdentityName], [s].[IsNew], [s].[Left], [s].[Right]
FROM [SodViolations] AS [s]
WHERE [s].[RunId] = @runId AND [s].[PolicyId] = @policyId AND [s].[ExceptionId] IS NULL
ORDER BY [s].[IsNew] DESC, [s].[IdentityId]
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "Status" = v."c0", "Attempts" = v."c1", "NextAttemptAt" = v."c2", "Owner" = v."c3", "Address" = v."c4", "Error" = v."c5", "EndedAt" = v."c6"
FROM "RunMails" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "k1" nvarchar(128), "k2" nvarchar(128), "k3" int, "c0" nvarchar(16), "c1" int, "c2" datetime2, "c3" nvarchar(128), "c4" nvarchar(320), "c5" nvarchar(1000), "c6" datetime2) AS v ON t."RunId" = v."k0" AND t."RecipientId" = v."k1" COLLATE Latin1_General_100_BIN2 AND t."Owner" = v."k2" COLLATE Latin1_General_100_BIN2 AND t."Attempts" = v."k3" AND t."Status" = 'Queued'
GO

-- PutSodPolicySchedule
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint, @p23 uniqueidentifier, @p24 int, @p25 datetime2(7), @p26 bit, @p27 bit, @p28 nvarchar(128), @p29 uniqueidentifier, @p30 nvarchar(4000), @p31 uniqueidentifier, @p32 nvarchar(32), @p37 uniqueidentifier, @p33 datetime2(7), @p34 datetime2(7), @p38 datetime2(7), @p35 nvarchar(4000), @p36 int, @p39 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32);
UPDATE [Schedules] SET [ModifiedAt] = @p33, [NextDueAt] = @p34, [Report] = @p35, [Version] = @p36
OUTPUT 1
WHERE [Id] = @p37 AND [NextDueAt] = @p38 AND [Version] = @p39;
GO
DECLARE @schedule_OrganizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @schedule_OrganizationId AND [i].[Id] = @ids1
GO

-- GetSodPolicySchedule

-- DeleteSodPolicySchedule
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint, @p23 uniqueidentifier, @p24 int, @p25 datetime2(7), @p26 bit, @p27 bit, @p28 nvarchar(128), @p29 uniqueidentifier, @p30 nvarchar(4000), @p31 uniqueidentifier, @p32 nvarchar(32), @p33 uniqueidentifier, @p34 datetime2(7), @p35 int, @p37 uniqueidentifier, @p36 int, @p38 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32);
DELETE FROM [Schedules]
OUTPUT 1
WHERE [Id] = @p33 AND [NextDueAt] = @p34 AND [Version] = @p35;
UPDATE [SodPolicies] SET [Version] = @p36
OUTPUT 1
WHERE [Id] = @p37 AND [Version] = @p38;
GO

-- GetIdentity

-- ListIdentities
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] > @after
ORDER BY [i].[Id]
GO

-- PutIdentity
DECLARE @user_OrganizationId uniqueidentifier, @request_Id nvarchar(128);
SELECT TOP(2) [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] = @request_Id
GO
DECLARE @p4 nvarchar(128), @p5 uniqueidentifier, @p0 nvarchar(320), @p1 datetime2(7), @p2 nvarchar(256), @p3 bigint, @p6 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Identities] SET [Email] = @p0, [Modified] = @p1, [Name] = @p2, [Version] = @p3
OUTPUT 1
WHERE [Id] = @p4 AND [OrganizationId] = @p5 AND [Version] = @p6;
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(4000), @p3 nvarchar(256), @p4 bit, @p5 nvarchar(128), @p6 nvarchar(128), @p7 uniqueidentifier, @p8 bit, @p9 nvarchar(4000), @p10 datetime2(7), @p11 nvarchar(320), @p12 varbinary(8000), @p13 nvarchar(256), @p14 nvarchar(128), @p15 nvarchar(128), @p16 datetime2(7), @p17 nvarchar(256), @p18 nvarchar(256), @p19 nvarchar(256), @p20 bigint;
SET NOCOUNT ON;
INSERT INTO [Entitlements] ([Id], [OrganizationId], [Description], [Name], [Privileged], [SourceId])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5);
INSERT INTO [Identities] ([Id], [OrganizationId], [Active], [Attributes], [Created], [Email], [Entitlements], [ExternalId], [IdKey], [ManagerId], [Modified], [Name], [UserName], [UserNameKey], [Version])
VALUES (@p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20);
GO

-- PutIdentities
DECLARE @user_OrganizationId uniqueidentifier, @part1 nvarchar(128), @part2 nvarchar(128);
SELECT [i].[OrganizationId], [i].[Id], [i].[Active], [i].[Attributes], [i].[Created], [i].[Email], [i].[Entitlements], [i].[ExternalId], [i].[IdKey], [i].[ManagerId], [i].[Modified], [i].[Name], [i].[UserName], [i].[UserNameKey], [i].[Version]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] IN (@part1, @part2)
GO
DECLARE @p4 nvarchar(128), @p5 uniqueidentifier, @p0 nvarchar(320), @p1 datetime2(7), @p2 nvarchar(256), @p3 bigint, @p6 bigint, @p7 nvarchar(128), @p8 uniqueidentifier, @p9 bit, @p10 nvarchar(4000), @p11 datetime2(7), @p12 nvarchar(320), @p13 varbinary(8000), @p14 nvarchar(256), @p15 nvarchar(128), @p16 nvarchar(128), @p17 datetime2(7), @p18 nvarchar(256), @p19 nvarchar(256), @p20 nvarchar(256), @p21 bigint;
SET NOCOUNT ON;
UPDATE [Identities] SET [Email] = @p0, [Modified] = @p1, [Name] = @p2, [Version] = @p3
OUTPUT 1
WHERE [Id] = @p4 AND [OrganizationId] = @p5 AND [Version] = @p6;
INSERT INTO [Identities] ([Id], [OrganizationId], [Active], [Attributes], [Created], [Email], [Entitlements], [ExternalId], [IdKey], [ManagerId], [Modified], [Name], [UserName], [UserNameKey], [Version])
VALUES (@p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21);
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(4000), @p3 nvarchar(256), @p4 bit, @p5 nvarchar(128), @p6 nvarchar(128), @p7 uniqueidentifier, @p8 bit, @p9 nvarchar(4000), @p10 datetime2(7), @p11 nvarchar(320), @p12 varbinary(8000), @p13 nvarchar(256), @p14 nvarchar(128), @p15 nvarchar(128), @p16 datetime2(7), @p17 nvarchar(256), @p18 nvarchar(256), @p19 nvarchar(256), @p20 bigint, @p21 nvarchar(128), @p22 uniqueidentifier, @p23 bit, @p24 nvarchar(4000), @p25 datetime2(7), @p26 nvarchar(320), @p27 varbinary(8000), @p28 nvarchar(256), @p29 nvarchar(128), @p30 nvarchar(128), @p31 datetime2(7), @p32 nvarchar(256), @p33 nvarchar(256), @p34 nvarchar(256), @p35 bigint;
SET NOCOUNT ON;
INSERT INTO [Entitlements] ([Id], [OrganizationId], [Description], [Name], [Privileged], [SourceId])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5);
INSERT INTO [Identities] ([Id], [OrganizationId], [Active], [Attributes], [Created], [Email], [Entitlements], [ExternalId], [IdKey], [ManagerId], [Modified], [Name], [UserName], [UserNameKey], [Version])
VALUES (@p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20),
(@p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32, @p33, @p34, @p35);
GO

-- DeleteIdentity

-- EvaluateSodPolicies
DECLARE @request_OrganizationId uniqueidentifier;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @request_OrganizationId
ORDER BY [s].[Id]
GO
DECLARE @organization uniqueidentifier;
SELECT "Id", 0 AS "Part", "Name", "Email", "Attributes", "Entitlements", 0 AS "Number"
FROM "Identities" WHERE "OrganizationId" = @organization 
ORDER BY 1, 2
GO
SELECT [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE 0 = 1
ORDER BY [s].[Created]
GO
SELECT [i].[Id], [i].[Name], [i].[Email]
FROM [Identities] AS [i]
WHERE 0 = 1
GO
DECLARE @run_RunId uniqueidentifier, @run_IsReport bit;
SELECT [s].[Id], (
    SELECT TOP(1) [s0].[RunId]
    FROM [SodEvaluations] AS [s0]
    WHERE [s0].[PolicyId] = [s].[Id] AND [s0].[RunId] <> @run_RunId AND [s0].[IsReport] = @run_IsReport
    ORDER BY [s0].[EvaluatedAt] DESC, [s0].[RunId] DESC) AS [RunId]
FROM [SodPolicies] AS [s]
WHERE 0 = 1
GO

-- EvaluateSodPolicies: of some
DECLARE @request_OrganizationId uniqueidentifier, @ids1 uniqueidentifier;
SELECT [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @request_OrganizationId AND [s].[Id] = @ids1
ORDER BY [s].[Id]
GO

-- StartScheduledReport
DECLARE @schedule_Id uniqueidentifier;
SELECT TOP(1) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @schedule_Id AND [r].[Status] IN (N'Queued', N'Running')
GO

-- StartPolicyReport
DECLARE @target_Id uniqueidentifier, @target_Type nvarchar(32), @user_OrganizationId uniqueidentifier;
SELECT TOP(1) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[TargetId] = @target_Id AND [r].[TargetType] = @target_Type AND [r].[OrganizationId] = @user_OrganizationId AND [r].[ScheduleId] IS NULL AND [r].[Parameters] IS NULL AND [r].[Status] = N'Queued'
ORDER BY [r].[At]
GO

-- StartAllPoliciesReport
DECLARE @user_OrganizationId uniqueidentifier, @parsed1 uniqueidentifier;
SELECT [s].[Id]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[OrganizationId] = @user_OrganizationId AND [s].[Id] = @parsed1
GO
DECLARE @target_Id uniqueidentifier, @target_Type nvarchar(32), @user_OrganizationId uniqueidentifier, @parameters nvarchar(4000);
SELECT TOP(1) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[TargetId] = @target_Id AND [r].[TargetType] = @target_Type AND [r].[OrganizationId] = @user_OrganizationId AND [r].[ScheduleId] IS NULL AND [r].[Parameters] = @parameters AND [r].[Status] = N'Queued'
ORDER BY [r].[At]
GO

-- GetPolicyReportStatus
DECLARE @target_Id uniqueidentifier, @target_Type nvarchar(32), @organizationId uniqueidentifier;
SELECT TOP(1) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[TargetId] = @target_Id AND [r].[TargetType] = @target_Type AND [r].[OrganizationId] = @organizationId AND [r].[Status] NOT IN (N'Skipped', N'Missed')
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- GetReportStatus

-- GetAllPoliciesReportStatus

-- GetViolationReport

-- GetReportConfigs
DECLARE @user_OrganizationId uniqueidentifier;
SELECT TOP(2) [r].[OrganizationId], [r].[Columns]
FROM [ReportLayouts] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId
GO

-- PutReportConfigs
DECLARE @p1 uniqueidentifier, @p0 nvarchar(4000);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [ReportLayouts] SET [Columns] = @p0
OUTPUT 1
WHERE [OrganizationId] = @p1;
GO
DECLARE @p0 uniqueidentifier, @p1 nvarchar(4000);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [ReportLayouts] ([OrganizationId], [Columns])
VALUES (@p0, @p1);
GO

-- DeleteReportConfigs
DECLARE @p0 uniqueidentifier;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [ReportLayouts]
OUTPUT 1
WHERE [OrganizationId] = @p0;
GO

-- CreateExceptionGrant
DECLARE @id uniqueidentifier, @user_OrganizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[AllowedControls], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[DeletedAt], [s].[Description], [s].[ExternalPolicyReference], [s].[Level], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[PolicyQuery], [s].[SecondaryOwnerRefs], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig], [s].[OwnerRef_Id], [s].[OwnerRef_Name], [s].[OwnerRef_Type]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[Id] = @id AND [s].[OrganizationId] = @user_OrganizationId
GO
DECLARE @user_OrganizationId uniqueidentifier, @sent nvarchar(128);
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Identities] AS [i]
        WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] = @sent) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @exception_PolicyId uniqueidentifier;
UPDATE [s]
SET [s].[Name] = [s].[Name]
FROM [SodPolicies] AS [s]
WHERE [s].[DeletedAt] IS NULL AND [s].[Id] = @exception_PolicyId
GO
DECLARE @exception_PolicyId uniqueidentifier;
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [SodPolicies] AS [s]
        WHERE [s].[DeletedAt] IS NULL AND [s].[Id] = @exception_PolicyId) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @exception_PolicyId uniqueidentifier, @exception_IdentityId nvarchar(128);
SELECT [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[PolicyId] = @exception_PolicyId AND [s].[IdentityId] = @exception_IdentityId AND [s].[Revoked] IS NULL
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 nvarchar(4000), @p3 datetime2(7), @p4 nvarchar(128), @p5 nvarchar(128), @p6 uniqueidentifier, @p7 uniqueidentifier, @p8 nvarchar(2000), @p9 datetime2(7), @p10 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [SodExceptions] ([Id], [Created], [Entitlements], [Expires], [GrantedBy], [IdentityId], [OrganizationId], [PolicyId], [Reason], [Revoked], [RevokedBy])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10);
GO

-- GetExceptionGrant
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[Id] = @id AND [s].[OrganizationId] = @organizationId
GO

-- RevokeExceptionGrant
DECLARE @p2 uniqueidentifier, @p0 datetime2(7), @p1 nvarchar(128);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [SodExceptions] SET [Revoked] = @p0, [RevokedBy] = @p1
OUTPUT 1
WHERE [Id] = @p2;
GO

-- ListSodExceptions
DECLARE @p int, @user_OrganizationId uniqueidentifier;
SELECT TOP(@p) [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
ORDER BY [s].[Created] DESC, [s].[Id] DESC
GO

-- ListSodExceptions: filtered, second page
DECLARE @p int, @user_OrganizationId uniqueidentifier, @policyId uniqueidentifier, @identityId nvarchar(128), @cursor_At datetime2(7), @cursor_Id uniqueidentifier, @now datetime2(7);
SELECT TOP(@p) [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[PolicyId] = @policyId AND [s].[IdentityId] = @identityId AND [s].[Created] <= @cursor_At AND ([s].[Created] < @cursor_At OR [s].[Id] < @cursor_Id) AND [s].[Revoked] IS NULL AND [s].[Expires] > @now
ORDER BY [s].[Created] DESC, [s].[Id] DESC
GO

-- ListSodExceptions: that ended
DECLARE @p int, @user_OrganizationId uniqueidentifier, @policyId uniqueidentifier, @identityId nvarchar(128), @now datetime2(7);
SELECT TOP(@p) [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[PolicyId] = @policyId AND [s].[IdentityId] = @identityId AND [s].[Revoked] IS NULL AND [s].[Expires] <= @now
ORDER BY [s].[Created] DESC, [s].[Id] DESC
GO

-- ListSodExceptions: that were revoked
DECLARE @p int, @user_OrganizationId uniqueidentifier, @policyId uniqueidentifier, @identityId nvarchar(128);
SELECT TOP(@p) [s].[Id], [s].[Created], [s].[Entitlements], [s].[Expires], [s].[GrantedBy], [s].[IdentityId], [s].[OrganizationId], [s].[PolicyId], [s].[Reason], [s].[Revoked], [s].[RevokedBy]
FROM [SodExceptions] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[PolicyId] = @policyId AND [s].[IdentityId] = @identityId AND [s].[Revoked] IS NOT NULL
ORDER BY [s].[Created] DESC, [s].[Id] DESC
GO

-- PredictViolations

-- CheckViolations

-- GetViolationCheck
DECLARE @request_RequestId uniqueidentifier, @user_OrganizationId uniqueidentifier;
SELECT TOP(2) [a].[Id], [a].[Created], [a].[OrganizationId], [a].[Result]
FROM [AccessChecks] AS [a]
WHERE [a].[Id] = @request_RequestId AND [a].[OrganizationId] = @user_OrganizationId
GO

-- CreateProject
DECLARE @p0 uniqueidentifier, @p1 nvarchar(4000), @p2 datetime2(7), @p3 bit, @p4 nvarchar(4000), @p5 nvarchar(1024), @p6 uniqueidentifier, @p7 nvarchar(2048), @p8 nvarchar(2048), @p9 nvarchar(4000), @p10 datetime2(7), @p11 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Projects] ([Id], [ContactEmails], [CreatedAt], [DeepScan], [Domains], [Name], [OrganizationId], [PrivacyPolicyUrl], [TermsOfServiceUrl], [TrackerRules], [UpdatedAt], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11);
GO

-- GetProject

-- DeleteProject
DECLARE @p0 uniqueidentifier, @p1 int, @p2 uniqueidentifier, @p3 datetime2(7), @p4 int, @p5 datetime2(7), @p6 datetime2(7), @p7 datetime2(7), @p8 datetime2(7), @p9 uniqueidentifier, @p10 nvarchar(128), @p11 nvarchar(4000), @p12 nvarchar(2000), @p13 nvarchar(2000), @p14 nvarchar(128), @p15 nvarchar(4000), @p16 uniqueidentifier, @p17 uniqueidentifier, @p18 int, @p19 datetime2(7), @p20 nvarchar(16), @p21 uniqueidentifier, @p22 nvarchar(32), @p23 nvarchar(16), @p24 bigint, @p25 uniqueidentifier, @p26 int, @p27 datetime2(7), @p28 bit, @p29 bit, @p30 nvarchar(128), @p31 uniqueidentifier, @p32 nvarchar(4000), @p33 uniqueidentifier, @p34 nvarchar(32), @p35 uniqueidentifier, @p36 datetime2(7), @p37 int;
SET NOCOUNT ON;
DELETE FROM [Projects]
OUTPUT 1
WHERE [Id] = @p0 AND [Version] = @p1;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32, @p33, @p34);
DELETE FROM [Schedules]
OUTPUT 1
WHERE [Id] = @p35 AND [NextDueAt] = @p36 AND [Version] = @p37;
GO
DECLARE @projectId uniqueidentifier;
SELECT [r].[Id]
FROM [Runs] AS [r]
WHERE [r].[TargetId] = @projectId AND [r].[Status] IN (N'Queued', N'Running')
GO

-- UpdateProject
DECLARE @p5 uniqueidentifier, @p0 nvarchar(4000), @p1 bit, @p2 nvarchar(1024), @p3 datetime2(7), @p4 int, @p6 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Projects] SET [ContactEmails] = @p0, [DeepScan] = @p1, [Name] = @p2, [UpdatedAt] = @p3, [Version] = @p4
OUTPUT 1
WHERE [Id] = @p5 AND [Version] = @p6;
GO

-- ListProjects
DECLARE @user_OrganizationId uniqueidentifier;
SELECT COUNT(*)
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId
GO
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId
ORDER BY [p].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListProjects: id desc
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024);
SELECT COUNT(*)
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @query_Name
GO
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @query_Name
ORDER BY [p].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: name
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @query_Name
ORDER BY [p].[Name], [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: dateCreated desc
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @query_Name
ORDER BY [p].[CreatedAt] DESC, [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: dateUpdated
DECLARE @user_OrganizationId uniqueidentifier, @query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @query_Name
ORDER BY [p].[UpdatedAt], [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: of a contact
DECLARE @user_OrganizationId uniqueidentifier, @address nvarchar(4000);
SELECT COUNT(*)
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND @address IN (
    SELECT [c].[value]
    FROM OPENJSON([p].[ContactEmails]) WITH ([value] nvarchar(max) '$') AS [c]
)
GO
DECLARE @user_OrganizationId uniqueidentifier, @address nvarchar(4000), @p int, @p3 int;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND @address IN (
    SELECT [c].[value]
    FROM OPENJSON([p].[ContactEmails]) WITH ([value] nvarchar(max) '$') AS [c]
)
ORDER BY [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- CreateTrackers
DECLARE @p0 uniqueidentifier, @p1 nvarchar(32), @p2 nvarchar(32), @p3 nvarchar(256), @p4 datetime2(7), @p5 datetime2(7), @p6 bit, @p7 nvarchar(256), @p8 nvarchar(2000), @p9 nvarchar(256), @p10 nvarchar(253), @p11 int, @p12 datetime2(7), @p13 datetime2(7), @p14 datetime2(7), @p15 nvarchar(32), @p16 nvarchar(256), @p17 uniqueidentifier, @p18 nvarchar(32), @p19 nvarchar(256), @p20 uniqueidentifier, @p21 nvarchar(1000), @p22 nvarchar(4000), @p23 nvarchar(32), @p24 datetime2(7), @p25 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Trackers] ([Id], [Category], [CategoryBefore], [Company], [CreatedAt], [DecidedAt], [DecidedBefore], [DecidedBy], [Description], [DetectedName], [Domain], [Expiration], [FirstSeenAt], [IgnoredUntil], [LastSeenAt], [MatchType], [Name], [OrganizationId], [Origin], [Pattern], [ProjectId], [Reason], [Suggestion], [Type], [UpdatedAt], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25);
GO

-- GetTracker
DECLARE @id uniqueidentifier, @projectId uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(1) [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[Id] = @id AND [t].[ProjectId] = @projectId AND [t].[OrganizationId] = @organizationId
GO

-- ListTrackers
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [Projects] AS [p]
        WHERE [p].[Id] = @id AND [p].[OrganizationId] = @organizationId) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
GO
DECLARE @request_ProjectId uniqueidentifier;
SELECT COUNT(*)
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
GO
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: filtered
DECLARE @request_ProjectId uniqueidentifier, @name nvarchar(256), @domain nvarchar(253), @type nvarchar(32), @origin nvarchar(32), @now datetime2(7), @decided bit, @now7 datetime2(7), @categories1 nvarchar(32), @categories2 nvarchar(32);
SELECT COUNT(*)
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId AND [t].[Name] = @name AND [t].[Domain] = @domain AND [t].[Type] = @type AND [t].[Origin] = @origin AND CASE
    WHEN [t].[DecidedBy] IS NOT NULL AND ([t].[DecidedBefore] = CAST(1 AS bit) OR [t].[Category] <> N'Ignored' OR [t].[IgnoredUntil] IS NULL OR [t].[IgnoredUntil] > @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = @decided AND CASE
    WHEN [t].[Category] = N'Ignored' AND [t].[IgnoredUntil] <= @now7 THEN CASE
        WHEN COALESCE([t].[CategoryBefore], N'Unclassified') IN (@categories1, @categories2) THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END
    WHEN [t].[Category] IN (@categories1, @categories2) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = CAST(1 AS bit)
GO
DECLARE @request_ProjectId uniqueidentifier, @name nvarchar(256), @domain nvarchar(253), @type nvarchar(32), @origin nvarchar(32), @now datetime2(7), @decided bit, @now7 datetime2(7), @categories1 nvarchar(32), @categories2 nvarchar(32), @p int, @p11 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId AND [t].[Name] = @name AND [t].[Domain] = @domain AND [t].[Type] = @type AND [t].[Origin] = @origin AND CASE
    WHEN [t].[DecidedBy] IS NOT NULL AND ([t].[DecidedBefore] = CAST(1 AS bit) OR [t].[Category] <> N'Ignored' OR [t].[IgnoredUntil] IS NULL OR [t].[IgnoredUntil] > @now) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = @decided AND CASE
    WHEN [t].[Category] = N'Ignored' AND [t].[IgnoredUntil] <= @now7 THEN CASE
        WHEN COALESCE([t].[CategoryBefore], N'Unclassified') IN (@categories1, @categories2) THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END
    WHEN [t].[Category] IN (@categories1, @categories2) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = CAST(1 AS bit)
ORDER BY [t].[Id]
OFFSET @p ROWS FETCH NEXT @p11 ROWS ONLY
GO

-- ListTrackers: name
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Name] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: domain
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Domain] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: type
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Type] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: category
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Category] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateCreated
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[CreatedAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateUpdated
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[UpdatedAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateDetected
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[FirstSeenAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateLastSeen
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[LastSeenAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- UpdateTracker
DECLARE @p8 uniqueidentifier, @p0 nvarchar(32), @p1 nvarchar(32), @p2 nvarchar(256), @p3 datetime2(7), @p4 nvarchar(256), @p5 nvarchar(1000), @p6 datetime2(7), @p7 int, @p9 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Trackers] SET [Category] = @p0, [CategoryBefore] = @p1, [Company] = @p2, [DecidedAt] = @p3, [DecidedBy] = @p4, [Reason] = @p5, [UpdatedAt] = @p6, [Version] = @p7
OUTPUT 1
WHERE [Id] = @p8 AND [Version] = @p9;
GO

-- DeleteTracker
DECLARE @p0 uniqueidentifier, @p1 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [Trackers]
OUTPUT 1
WHERE [Id] = @p0 AND [Version] = @p1;
GO

-- TriageTrackers
DECLARE @request_ProjectId uniqueidentifier, @ids1 uniqueidentifier;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBefore], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId AND [t].[Id] = @ids1
ORDER BY [t].[Id]
GO
DECLARE @p5 uniqueidentifier, @p0 nvarchar(32), @p1 datetime2(7), @p2 nvarchar(256), @p3 datetime2(7), @p4 int, @p6 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Trackers] SET [Category] = @p0, [DecidedAt] = @p1, [DecidedBy] = @p2, [UpdatedAt] = @p3, [Version] = @p4
OUTPUT 1
WHERE [Id] = @p5 AND [Version] = @p6;
GO

-- GetTrackerRules

-- PutTrackerRules
DECLARE @p3 uniqueidentifier, @p0 nvarchar(4000), @p1 datetime2(7), @p2 int, @p4 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Projects] SET [TrackerRules] = @p0, [UpdatedAt] = @p1, [Version] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [Version] = @p4;
GO

-- AddDomain
DECLARE @p3 uniqueidentifier, @p0 nvarchar(4000), @p1 datetime2(7), @p2 int, @p4 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Projects] SET [Domains] = @p0, [UpdatedAt] = @p1, [Version] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [Version] = @p4;
GO

-- ListDomains

-- UpdateTrackerScanSchedule
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(4000), @p10 nvarchar(2000), @p11 nvarchar(2000), @p12 nvarchar(128), @p13 nvarchar(4000), @p14 uniqueidentifier, @p15 uniqueidentifier, @p16 int, @p17 datetime2(7), @p18 nvarchar(16), @p19 uniqueidentifier, @p20 nvarchar(32), @p21 nvarchar(16), @p22 bigint, @p23 uniqueidentifier, @p24 int, @p25 datetime2(7), @p26 bit, @p27 bit, @p28 nvarchar(128), @p29 uniqueidentifier, @p30 nvarchar(4000), @p31 uniqueidentifier, @p32 nvarchar(32), @p37 uniqueidentifier, @p33 datetime2(7), @p34 datetime2(7), @p38 datetime2(7), @p35 nvarchar(4000), @p36 int, @p39 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Parameters], [Reason], [Remark], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31, @p32);
UPDATE [Schedules] SET [ModifiedAt] = @p33, [NextDueAt] = @p34, [Rule] = @p35, [Version] = @p36
OUTPUT 1
WHERE [Id] = @p37 AND [NextDueAt] = @p38 AND [Version] = @p39;
GO
DECLARE @p int, @scheduleId uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @scheduleId AND [r].[Status] <> N'Skipped' AND [r].[Status] <> N'Missed'
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- UpdateTrackerScanSchedules
DECLARE @request_OrganizationId uniqueidentifier, @ids1 uniqueidentifier;
SELECT [p].[Id], [p].[ContactEmails], [p].[CreatedAt], [p].[DeepScan], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @request_OrganizationId AND [p].[Id] = @ids1
GO
DECLARE @projectIds1 uniqueidentifier, @organizationId uniqueidentifier;
SELECT [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[TargetType] = N'TrackerScan' AND [s].[TargetId] = @projectIds1 AND [s].[OrganizationId] = @organizationId
GO

-- GetTrackerScanSchedule

-- ListTrackerScanHistory

-- StartTrackerScan

-- GetTrackerScan
DECLARE @projectId uniqueidentifier, @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Parameters], [r].[Reason], [r].[Remark], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[TargetType] = N'TrackerScan' AND [r].[TargetId] = @projectId AND EXISTS (
    SELECT 1
    FROM [Projects] AS [p]
    WHERE [p].[Id] = @projectId) AND [r].[Id] = @id AND [r].[OrganizationId] = @organizationId
GO
DECLARE @run_Id uniqueidentifier;
SELECT TOP(1) [s].[RunId], [s].[At], [s].[Changes], [s].[Coverage], [s].[Depth], [s].[Findings], [s].[IsComplete], [s].[OrganizationId], [s].[ProjectId], [s].[Verdicts], [s].[Versions]
FROM [ScanReports] AS [s]
WHERE [s].[RunId] = @run_Id
GO
DECLARE @run_Id uniqueidentifier;
SELECT [s].[Number]
FROM [Screenshots] AS [s]
WHERE [s].[RunId] = @run_Id
ORDER BY [s].[Number]
GO

-- ExportTrackerScan
DECLARE @runId uniqueidentifier;
SELECT TOP(1) [s].[RunId], [s].[Content]
FROM [ScanEvidence] AS [s]
WHERE [s].[RunId] = @runId
GO

-- GetScreenshot
DECLARE @run_Id uniqueidentifier, @request_Number int;
SELECT TOP(1) [s].[RunId], [s].[Number], [s].[Content]
FROM [Screenshots] AS [s]
WHERE [s].[RunId] = @run_Id AND [s].[Number] = @request_Number
GO

-- ScanTrackers

-- The web API: who calls, and health
DECLARE @hash varchar(64);
SELECT TOP(1) [a].[Id], [a].[CreatedAt], [a].[Hash], [a].[OrganizationId]
FROM [ApiKeys] AS [a]
WHERE [a].[Hash] = @hash
GO
SELECT 1
GO
SELECT OBJECT_ID(N'[__EFMigrationsHistory]');
GO
SELECT [MigrationId], [ProductVersion]
FROM [__EFMigrationsHistory]
ORDER BY [MigrationId];
GO

-- verify-ledger
DECLARE @after datetime2(7), @until datetime2(7);
SELECT "ScheduleId" AS "ScheduleId", 0 AS "Kind", NULL AS "DueAt", "Version" AS "Version", "At" AS "At", "Rule" AS "Rule",
       "IsEnabled" AS "IsEnabled", "IsDeleted" AS "IsDeleted", NULL AS "Status", NULL AS "Attempt",
       (SELECT "KeptFrom" FROM "Organizations" WHERE "Organizations"."Id" = "ScheduleVersions"."OrganizationId") AS "StartedAt"
FROM "ScheduleVersions" WHERE "At" < @until
UNION ALL
SELECT "ScheduleId", 1, "DueAt", "ScheduleVersion", NULL, NULL, NULL, NULL, "Status", "Attempt", "StartedAt"
FROM "Runs" WHERE "DueAt" > @after AND "DueAt" <= @until
ORDER BY "ScheduleId", "Kind", "DueAt"
GO
DECLARE @enabled bit;
SELECT "Id" FROM "Schedules"
WHERE "IsEnabled" = @enabled AND NOT EXISTS (
    SELECT 1 FROM "ScheduleVersions"
    WHERE "ScheduleVersions"."ScheduleId" = "Schedules"."Id" AND "ScheduleVersions"."Version" = "Schedules"."Version"
        AND "ScheduleVersions"."Rule" = "Schedules"."Rule" AND "ScheduleVersions"."IsEnabled" = "Schedules"."IsEnabled")
GO

-- The second batch of old runs
DECLARE @p int, @organizationId uniqueidentifier, @before datetime2(7), @after_At datetime2(7), @after_Id uniqueidentifier;
SELECT TOP(@p) [r].[At], [r].[Id]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @organizationId AND [r].[At] < @before AND [r].[Status] NOT IN (N'Queued', N'Running') AND [r].[At] >= @after_At AND ([r].[At] > @after_At OR [r].[Id] > @after_Id)
ORDER BY [r].[At], [r].[Id]
GO

-- The file of a report
