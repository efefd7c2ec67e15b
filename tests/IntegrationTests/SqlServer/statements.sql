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
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024);
SELECT COUNT(*)
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @request_Query_Name
GO
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @request_Query_Name
ORDER BY [o].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListOrganizations: name
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @request_Query_Name
ORDER BY [o].[Name], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListOrganizations: dateCreated desc
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [o].[Id], [o].[CreatedAt], [o].[KeptFrom], [o].[Name], [o].[RetentionDays]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @user_OrganizationId AND [o].[Name] = @request_Query_Name
ORDER BY [o].[CreatedAt] DESC, [o].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

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
DECLARE @p int, @user_OrganizationId uniqueidentifier, @type nvarchar(32), @targetId uniqueidentifier, @enabled bit, @cursor_At datetime2(7), @cursor_Id uniqueidentifier;
SELECT TOP(@p) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId AND [s].[TargetType] = @type AND [s].[TargetId] = @targetId AND [s].[IsEnabled] = @enabled AND [s].[CreatedAt] >= @cursor_At AND ([s].[CreatedAt] > @cursor_At OR [s].[Id] > @cursor_Id)
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
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(2000), @p10 nvarchar(128), @p11 nvarchar(4000), @p12 uniqueidentifier, @p13 uniqueidentifier, @p14 int, @p15 datetime2(7), @p16 nvarchar(16), @p17 uniqueidentifier, @p18 nvarchar(32), @p19 nvarchar(16), @p20 bigint;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Reason], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20);
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
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @scheduleId AND [r].[DueAt] = @instant
GO
DECLARE @organizationId uniqueidentifier;
SELECT TOP(2) [o].[KeptFrom]
FROM [Organizations] AS [o]
WHERE [o].[Id] = @organizationId
GO

-- ReportSchedule
DECLARE @scheduleId uniqueidentifier, @period_From datetime2(7), @period_To datetime2(7);
SELECT [r].[DueAt], [r].[Status], [r].[Reason]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @scheduleId AND [r].[At] >= @period_From AND [r].[At] < @period_To
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
DECLARE @scheduleIds1 uniqueidentifier, @period_From datetime2(7), @period_To datetime2(7);
SELECT [r0].[ScheduleId], [r0].[Status], [r0].[IsOccurrence], [r0].[Start], COUNT(*)
FROM (
    SELECT [r].[ScheduleId], [r].[Status], CASE
        WHEN [r].[DueAt] IS NOT NULL THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END AS [IsOccurrence], SUBSTRING([r].[Reason], 0 + 1, 13) AS [Start]
    FROM [Runs] AS [r]
    WHERE [r].[ScheduleId] = @scheduleIds1 AND [r].[At] >= @period_From AND [r].[At] < @period_To
) AS [r0]
GROUP BY [r0].[ScheduleId], [r0].[Status], [r0].[IsOccurrence], [r0].[Start]
GO
SELECT [s].[ScheduleId], [s].[Version], [s].[At], [s].[IsDeleted], [s].[IsEnabled], [s].[ModifierId], [s].[OrganizationId], [s].[Rule], [s].[TargetId], [s].[TargetType]
FROM [ScheduleVersions] AS [s]
WHERE 0 = 1
GO
SELECT [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE 0 = 1
GO
SELECT [r0].[ScheduleId], [r0].[Status], [r0].[IsOccurrence], [r0].[Start], COUNT(*)
FROM (
    SELECT [r].[ScheduleId], [r].[Status], CASE
        WHEN [r].[DueAt] IS NOT NULL THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END AS [IsOccurrence], SUBSTRING([r].[Reason], 0 + 1, 13) AS [Start]
    FROM [Runs] AS [r]
    WHERE 0 = 1
) AS [r0]
GROUP BY [r0].[ScheduleId], [r0].[Status], [r0].[IsOccurrence], [r0].[Start]
GO

-- PreviewRecurrence

-- GetRun
DECLARE @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[Id] = @id AND [r].[OrganizationId] = @organizationId
GO

-- ListRuns
DECLARE @p int, @user_OrganizationId uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: of a schedule, second page
DECLARE @p int, @user_OrganizationId uniqueidentifier, @scheduleId uniqueidentifier, @cursor_At datetime2(7), @cursor_Id uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[ScheduleId] = @scheduleId AND [r].[At] <= @cursor_At AND ([r].[At] < @cursor_At OR [r].[Id] < @cursor_Id)
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: by status
DECLARE @p int, @user_OrganizationId uniqueidentifier, @statuses1 nvarchar(16), @statuses2 nvarchar(16), @statuses3 nvarchar(16);
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[Status] IN (@statuses1, @statuses2, @statuses3)
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- ListRuns: of a target and a time
DECLARE @p int, @user_OrganizationId uniqueidentifier, @targetId uniqueidentifier, @type nvarchar(32), @from datetime2(7), @to datetime2(7);
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @user_OrganizationId AND [r].[TargetId] = @targetId AND [r].[TargetType] = @type AND [r].[At] >= @from AND [r].[At] < @to
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
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
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
SELECT TOP(1) [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[Id] = @id AND [p].[OrganizationId] = @organizationId
GO
DECLARE @projectId uniqueidentifier, @depth nvarchar(32);
SELECT TOP(1) [s].[RunId], [s].[At], [s].[Changes], [s].[Coverage], [s].[Depth], [s].[Findings], [s].[IsComplete], [s].[OrganizationId], [s].[ProjectId], [s].[Verdicts], [s].[Versions]
FROM [ScanReports] AS [s]
WHERE [s].[ProjectId] = @projectId AND [s].[IsComplete] = CAST(1 AS bit) AND [s].[Depth] = @depth
ORDER BY [s].[At] DESC, [s].[RunId] DESC
GO
DECLARE @project_Id uniqueidentifier;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @project_Id
GO
DECLARE @rows nvarchar(max) ;
UPDATE t SET "Status" = v."c0", "Reason" = v."c1", "Attempt" = v."c2", "AvailableAt" = v."c3", "StartedAt" = v."c4", "FinishedAt" = v."c5", "Owner" = v."c6", "LeaseUntil" = v."c7", "Result" = v."c8"
FROM "Runs" AS t
INNER JOIN OPENJSON(@rows) WITH ("k0" uniqueidentifier, "k1" nvarchar(128), "k2" int, "c0" nvarchar(16), "c1" nvarchar(2000), "c2" int, "c3" datetime2, "c4" datetime2, "c5" datetime2, "c6" nvarchar(128), "c7" datetime2, "c8" nvarchar(max)) AS v ON t."Id" = v."k0" AND t."Owner" = v."k1" COLLATE Latin1_General_100_BIN2 AND t."Attempt" = v."k2" AND t."Status" = 'Running'
GO
SAVE TRANSACTION [__EFSavePoint];
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
SELECT TOP(2) [s].[Id], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[Description], [s].[ExternalPolicyReference], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[OwnerRef], [s].[PolicyQuery], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig]
FROM [SodPolicies] AS [s]
WHERE [s].[Id] = @guid AND [s].[OrganizationId] = @organizationId
GO
DECLARE @organizationId uniqueidentifier;
SELECT [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @organizationId
ORDER BY [i].[Id]
GO
DECLARE @request_PolicyId uniqueidentifier, @request_RunId uniqueidentifier;
SELECT TOP(1) [s].[RunId]
FROM [SodEvaluations] AS [s]
WHERE [s].[PolicyId] = @request_PolicyId AND [s].[RunId] <> @request_RunId
ORDER BY [s].[EvaluatedAt] DESC, [s].[RunId] DESC
GO
DECLARE @before uniqueidentifier;
SELECT [s].[IdentityId]
FROM [SodViolations] AS [s]
WHERE [s].[RunId] = @before
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 nvarchar(256), @p6 nvarchar(4000), @p7 uniqueidentifier, @p8 nvarchar(4000);
SET NOCOUNT ON;
INSERT INTO [SodEvaluations] ([RunId], [EvaluatedAt], [PolicyId])
VALUES (@p0, @p1, @p2);
INSERT INTO [SodViolations] ([IdentityId], [RunId], [IdentityName], [Left], [PolicyId], [Right])
VALUES (@p3, @p4, @p5, @p6, @p7, @p8);
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
    WHERE [s0].[PolicyId] = [s].[PolicyId] AND ([s0].[EvaluatedAt] > [s].[EvaluatedAt] OR ([s0].[EvaluatedAt] = [s].[EvaluatedAt] AND [s0].[RunId] > [s].[RunId])))
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
DECLARE @user_OrganizationId uniqueidentifier;
SELECT COUNT(*)
FROM [SodPolicies] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
GO
DECLARE @p0 uniqueidentifier, @p1 nvarchar(4000), @p2 nvarchar(4000), @p3 nvarchar(4000), @p4 datetime2(7), @p5 nvarchar(128), @p6 nvarchar(4000), @p7 nvarchar(4000), @p8 datetime2(7), @p9 nvarchar(128), @p10 nvarchar(256), @p11 uniqueidentifier, @p12 nvarchar(4000), @p13 nvarchar(4000), @p14 nvarchar(32), @p15 nvarchar(4000), @p16 nvarchar(32), @p17 bigint, @p18 nvarchar(4000);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [SodPolicies] ([Id], [CompensatingControls], [ConflictingAccessCriteria], [CorrectionAdvice], [Created], [CreatorId], [Description], [ExternalPolicyReference], [Modified], [ModifierId], [Name], [OrganizationId], [OwnerRef], [PolicyQuery], [State], [Tags], [Type], [Version], [ViolationOwnerAssignmentConfig])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18);
GO

-- GetSodPolicy
DECLARE @policyIds1 uniqueidentifier;
SELECT [s].[TargetId]
FROM [Schedules] AS [s]
WHERE [s].[TargetType] = N'SodPolicy' AND [s].[TargetId] = @policyIds1
GO

-- ListSodPolicies
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[Description], [s].[ExternalPolicyReference], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[OwnerRef], [s].[PolicyQuery], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig]
FROM [SodPolicies] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Created], [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO
SELECT [s].[TargetId]
FROM [Schedules] AS [s]
WHERE 0 = 1
GO

-- ListSodPolicies: of none
SELECT [s].[Id], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[Description], [s].[ExternalPolicyReference], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[OwnerRef], [s].[PolicyQuery], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig]
FROM [SodPolicies] AS [s]
WHERE 0 = 1
GO

-- ListSodPolicies: id
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[Description], [s].[ExternalPolicyReference], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[OwnerRef], [s].[PolicyQuery], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig]
FROM [SodPolicies] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListSodPolicies: name,-name,-created,modified,-description
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [s].[Id], [s].[CompensatingControls], [s].[ConflictingAccessCriteria], [s].[CorrectionAdvice], [s].[Created], [s].[CreatorId], [s].[Description], [s].[ExternalPolicyReference], [s].[Modified], [s].[ModifierId], [s].[Name], [s].[OrganizationId], [s].[OwnerRef], [s].[PolicyQuery], [s].[State], [s].[Tags], [s].[Type], [s].[Version], [s].[ViolationOwnerAssignmentConfig]
FROM [SodPolicies] AS [s]
WHERE [s].[OrganizationId] = @user_OrganizationId
ORDER BY (SELECT 1), [s].[Name], [s].[Created] DESC, [s].[Modified], [s].[Description] DESC, [s].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- EvaluateSodPolicy

-- PutSodPolicySchedule
DECLARE @target_Type nvarchar(32), @target_Id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [s].[Id], [s].[CreatedAt], [s].[CreatorId], [s].[IsEnabled], [s].[ModifiedAt], [s].[ModifierId], [s].[NextDueAt], [s].[OrganizationId], [s].[Report], [s].[Rule], [s].[TargetId], [s].[TargetType], [s].[Version]
FROM [Schedules] AS [s]
WHERE [s].[TargetType] = @target_Type AND [s].[TargetId] = @target_Id AND [s].[OrganizationId] = @organizationId
GO
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(2000), @p10 nvarchar(128), @p11 nvarchar(4000), @p12 uniqueidentifier, @p13 uniqueidentifier, @p14 int, @p15 datetime2(7), @p16 nvarchar(16), @p17 uniqueidentifier, @p18 nvarchar(32), @p19 nvarchar(16), @p20 bigint, @p21 uniqueidentifier, @p22 int, @p23 datetime2(7), @p24 bit, @p25 bit, @p26 nvarchar(128), @p27 uniqueidentifier, @p28 nvarchar(4000), @p29 uniqueidentifier, @p30 nvarchar(32), @p35 uniqueidentifier, @p31 datetime2(7), @p32 datetime2(7), @p36 datetime2(7), @p33 nvarchar(4000), @p34 int, @p37 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Reason], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30);
UPDATE [Schedules] SET [ModifiedAt] = @p31, [NextDueAt] = @p32, [Report] = @p33, [Version] = @p34
OUTPUT 1
WHERE [Id] = @p35 AND [NextDueAt] = @p36 AND [Version] = @p37;
GO
DECLARE @schedule_OrganizationId uniqueidentifier, @ids1 nvarchar(128);
SELECT [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @schedule_OrganizationId AND [i].[Id] = @ids1
GO

-- GetSodPolicySchedule

-- DeleteSodPolicySchedule
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(2000), @p10 nvarchar(128), @p11 nvarchar(4000), @p12 uniqueidentifier, @p13 uniqueidentifier, @p14 int, @p15 datetime2(7), @p16 nvarchar(16), @p17 uniqueidentifier, @p18 nvarchar(32), @p19 nvarchar(16), @p20 bigint, @p21 uniqueidentifier, @p22 int, @p23 datetime2(7), @p24 bit, @p25 bit, @p26 nvarchar(128), @p27 uniqueidentifier, @p28 nvarchar(4000), @p29 uniqueidentifier, @p30 nvarchar(32), @p31 uniqueidentifier, @p32 datetime2(7), @p33 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Reason], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30);
DELETE FROM [Schedules]
OUTPUT 1
WHERE [Id] = @p31 AND [NextDueAt] = @p32 AND [Version] = @p33;
GO

-- GetIdentity
DECLARE @organizationId uniqueidentifier, @id nvarchar(128);
SELECT TOP(2) [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @organizationId AND [i].[Id] = @id
GO

-- ListIdentities
DECLARE @p int, @user_OrganizationId uniqueidentifier, @after nvarchar(128);
SELECT TOP(@p) [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] > @after
ORDER BY [i].[Id]
GO

-- PutIdentity
DECLARE @user_OrganizationId uniqueidentifier, @sent_Id nvarchar(128);
SELECT TOP(2) [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] = @sent_Id
GO
DECLARE @p3 nvarchar(128), @p4 uniqueidentifier, @p0 nvarchar(320), @p1 nvarchar(4000), @p2 nvarchar(256);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [Identities] SET [Email] = @p0, [Entitlements] = @p1, [Name] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [OrganizationId] = @p4;
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(320), @p3 nvarchar(4000), @p4 nvarchar(256);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Identities] ([Id], [OrganizationId], [Email], [Entitlements], [Name])
VALUES (@p0, @p1, @p2, @p3, @p4);
GO

-- PutIdentities
DECLARE @user_OrganizationId uniqueidentifier, @part1 nvarchar(128), @part2 nvarchar(128);
SELECT [i].[OrganizationId], [i].[Id], [i].[Email], [i].[Entitlements], [i].[Name]
FROM [Identities] AS [i]
WHERE [i].[OrganizationId] = @user_OrganizationId AND [i].[Id] IN (@part1, @part2)
GO
DECLARE @p3 nvarchar(128), @p4 uniqueidentifier, @p0 nvarchar(320), @p1 nvarchar(4000), @p2 nvarchar(256), @p5 nvarchar(128), @p6 uniqueidentifier, @p7 nvarchar(320), @p8 nvarchar(4000), @p9 nvarchar(256);
SET NOCOUNT ON;
UPDATE [Identities] SET [Email] = @p0, [Entitlements] = @p1, [Name] = @p2
OUTPUT 1
WHERE [Id] = @p3 AND [OrganizationId] = @p4;
INSERT INTO [Identities] ([Id], [OrganizationId], [Email], [Entitlements], [Name])
VALUES (@p5, @p6, @p7, @p8, @p9);
GO
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier, @p2 nvarchar(320), @p3 nvarchar(4000), @p4 nvarchar(256), @p5 nvarchar(128), @p6 uniqueidentifier, @p7 nvarchar(320), @p8 nvarchar(4000), @p9 nvarchar(256);
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Identities] ([Id], [OrganizationId], [Email], [Entitlements], [Name])
VALUES (@p0, @p1, @p2, @p3, @p4),
(@p5, @p6, @p7, @p8, @p9);
GO

-- DeleteIdentity
DECLARE @p0 nvarchar(128), @p1 uniqueidentifier;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
DELETE FROM [Identities]
OUTPUT 1
WHERE [Id] = @p0 AND [OrganizationId] = @p1;
GO

-- CreateProject
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 nvarchar(4000), @p3 nvarchar(1024), @p4 uniqueidentifier, @p5 nvarchar(2048), @p6 nvarchar(2048), @p7 nvarchar(4000), @p8 datetime2(7), @p9 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Projects] ([Id], [CreatedAt], [Domains], [Name], [OrganizationId], [PrivacyPolicyUrl], [TermsOfServiceUrl], [TrackerRules], [UpdatedAt], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9);
GO

-- GetProject

-- ListProjects
DECLARE @user_OrganizationId uniqueidentifier;
SELECT COUNT(*)
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId
GO
DECLARE @user_OrganizationId uniqueidentifier, @p int, @p2 int;
SELECT [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId
ORDER BY [p].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListProjects: id desc
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024);
SELECT COUNT(*)
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @request_Query_Name
GO
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @request_Query_Name
ORDER BY [p].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: name
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @request_Query_Name
ORDER BY [p].[Name], [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: dateCreated desc
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @request_Query_Name
ORDER BY [p].[CreatedAt] DESC, [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- ListProjects: dateUpdated
DECLARE @user_OrganizationId uniqueidentifier, @request_Query_Name nvarchar(1024), @p int, @p3 int;
SELECT [p].[Id], [p].[CreatedAt], [p].[Domains], [p].[Name], [p].[OrganizationId], [p].[PrivacyPolicyUrl], [p].[TermsOfServiceUrl], [p].[TrackerRules], [p].[UpdatedAt], [p].[Version]
FROM [Projects] AS [p]
WHERE [p].[OrganizationId] = @user_OrganizationId AND [p].[Name] = @request_Query_Name
ORDER BY [p].[UpdatedAt], [p].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY
GO

-- CreateTrackers
DECLARE @p0 uniqueidentifier, @p1 nvarchar(32), @p2 nvarchar(32), @p3 nvarchar(256), @p4 datetime2(7), @p5 datetime2(7), @p6 nvarchar(256), @p7 nvarchar(2000), @p8 nvarchar(256), @p9 nvarchar(253), @p10 int, @p11 datetime2(7), @p12 datetime2(7), @p13 datetime2(7), @p14 nvarchar(32), @p15 nvarchar(256), @p16 uniqueidentifier, @p17 nvarchar(32), @p18 nvarchar(256), @p19 uniqueidentifier, @p20 nvarchar(1000), @p21 nvarchar(4000), @p22 nvarchar(32), @p23 datetime2(7), @p24 int;
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [Trackers] ([Id], [Category], [CategoryBefore], [Company], [CreatedAt], [DecidedAt], [DecidedBy], [Description], [DetectedName], [Domain], [Expiration], [FirstSeenAt], [IgnoredUntil], [LastSeenAt], [MatchType], [Name], [OrganizationId], [Origin], [Pattern], [ProjectId], [Reason], [Suggestion], [Type], [UpdatedAt], [Version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24);
GO

-- GetTracker
DECLARE @id uniqueidentifier, @projectId uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(1) [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[Id] = @id AND [t].[ProjectId] = @projectId AND [t].[OrganizationId] = @organizationId
GO

-- ListTrackers
DECLARE @request_ProjectId uniqueidentifier;
SELECT COUNT(*)
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
GO
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: filtered
DECLARE @request_ProjectId uniqueidentifier, @name nvarchar(256), @domain nvarchar(253), @type nvarchar(32), @origin nvarchar(32), @decided bit, @now datetime2(7), @categories1 nvarchar(32), @categories2 nvarchar(32);
SELECT COUNT(*)
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId AND [t].[Name] = @name AND [t].[Domain] = @domain AND [t].[Type] = @type AND [t].[Origin] = @origin AND CASE
    WHEN [t].[DecidedBy] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = @decided AND CASE
    WHEN [t].[Category] = N'Ignored' AND [t].[IgnoredUntil] <= @now THEN CASE
        WHEN COALESCE([t].[CategoryBefore], N'Unclassified') IN (@categories1, @categories2) THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END
    WHEN [t].[Category] IN (@categories1, @categories2) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = CAST(1 AS bit)
GO
DECLARE @request_ProjectId uniqueidentifier, @name nvarchar(256), @domain nvarchar(253), @type nvarchar(32), @origin nvarchar(32), @decided bit, @now datetime2(7), @categories1 nvarchar(32), @categories2 nvarchar(32), @p int, @p10 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId AND [t].[Name] = @name AND [t].[Domain] = @domain AND [t].[Type] = @type AND [t].[Origin] = @origin AND CASE
    WHEN [t].[DecidedBy] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = @decided AND CASE
    WHEN [t].[Category] = N'Ignored' AND [t].[IgnoredUntil] <= @now THEN CASE
        WHEN COALESCE([t].[CategoryBefore], N'Unclassified') IN (@categories1, @categories2) THEN CAST(1 AS bit)
        ELSE CAST(0 AS bit)
    END
    WHEN [t].[Category] IN (@categories1, @categories2) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END = CAST(1 AS bit)
ORDER BY [t].[Id]
OFFSET @p ROWS FETCH NEXT @p10 ROWS ONLY
GO

-- ListTrackers: name
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Name] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: domain
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Domain] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: type
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Type] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: category
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[Category] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateCreated
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[CreatedAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateUpdated
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[UpdatedAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateDetected
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
FROM [Trackers] AS [t]
WHERE [t].[ProjectId] = @request_ProjectId
ORDER BY [t].[FirstSeenAt] DESC, [t].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY
GO

-- ListTrackers: dateLastSeen
DECLARE @request_ProjectId uniqueidentifier, @p int, @p2 int;
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
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
SELECT [t].[Id], [t].[Category], [t].[CategoryBefore], [t].[Company], [t].[CreatedAt], [t].[DecidedAt], [t].[DecidedBy], [t].[Description], [t].[DetectedName], [t].[Domain], [t].[Expiration], [t].[FirstSeenAt], [t].[IgnoredUntil], [t].[LastSeenAt], [t].[MatchType], [t].[Name], [t].[OrganizationId], [t].[Origin], [t].[Pattern], [t].[ProjectId], [t].[Reason], [t].[Suggestion], [t].[Type], [t].[UpdatedAt], [t].[Version]
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
DECLARE @p0 uniqueidentifier, @p1 datetime2(7), @p2 int, @p3 datetime2(7), @p4 datetime2(7), @p5 datetime2(7), @p6 datetime2(7), @p7 uniqueidentifier, @p8 nvarchar(128), @p9 nvarchar(2000), @p10 nvarchar(128), @p11 nvarchar(4000), @p12 uniqueidentifier, @p13 uniqueidentifier, @p14 int, @p15 datetime2(7), @p16 nvarchar(16), @p17 uniqueidentifier, @p18 nvarchar(32), @p19 nvarchar(16), @p20 bigint, @p21 uniqueidentifier, @p22 int, @p23 datetime2(7), @p24 bit, @p25 bit, @p26 nvarchar(128), @p27 uniqueidentifier, @p28 nvarchar(4000), @p29 uniqueidentifier, @p30 nvarchar(32), @p35 uniqueidentifier, @p31 datetime2(7), @p32 datetime2(7), @p36 datetime2(7), @p33 nvarchar(4000), @p34 int, @p37 int;
SET NOCOUNT ON;
INSERT INTO [Runs] ([Id], [At], [Attempt], [AvailableAt], [DueAt], [FinishedAt], [LeaseUntil], [OrganizationId], [Owner], [Reason], [RequestedBy], [Result], [RetryOf], [ScheduleId], [ScheduleVersion], [StartedAt], [Status], [TargetId], [TargetType], [Trigger], [Turn])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20);
INSERT INTO [ScheduleVersions] ([ScheduleId], [Version], [At], [IsDeleted], [IsEnabled], [ModifierId], [OrganizationId], [Rule], [TargetId], [TargetType])
VALUES (@p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30);
UPDATE [Schedules] SET [ModifiedAt] = @p31, [NextDueAt] = @p32, [Rule] = @p33, [Version] = @p34
OUTPUT 1
WHERE [Id] = @p35 AND [NextDueAt] = @p36 AND [Version] = @p37;
GO
DECLARE @p int, @scheduleId uniqueidentifier;
SELECT TOP(@p) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[ScheduleId] = @scheduleId AND [r].[Status] <> N'Skipped' AND [r].[Status] <> N'Missed'
ORDER BY [r].[At] DESC, [r].[Id] DESC
GO

-- GetTrackerScanSchedule

-- ListTrackerScanHistory

-- StartTrackerScan

-- GetTrackerScan
DECLARE @projectId uniqueidentifier, @id uniqueidentifier, @organizationId uniqueidentifier;
SELECT TOP(2) [r].[Id], [r].[At], [r].[Attempt], [r].[AvailableAt], [r].[DueAt], [r].[FinishedAt], [r].[LeaseUntil], [r].[OrganizationId], [r].[Owner], [r].[Reason], [r].[RequestedBy], [r].[Result], [r].[RetryOf], [r].[ScheduleId], [r].[ScheduleVersion], [r].[StartedAt], [r].[Status], [r].[TargetId], [r].[TargetType], [r].[Trigger], [r].[Turn]
FROM [Runs] AS [r]
WHERE [r].[TargetType] = N'TrackerScan' AND [r].[TargetId] = @projectId AND [r].[Id] = @id AND [r].[OrganizationId] = @organizationId
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
