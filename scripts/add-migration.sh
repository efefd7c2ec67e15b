#!/usr/bin/env bash
# Adds a migration of the model's changes for each of the three databases: scripts/add-migration.sh AddColour
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:?The name of the migration, for example AddColour}
dotnet build src/Infrastructure --nologo -v quiet
for database in Sqlite PostgreSql SqlServer; do
  dotnet ef migrations add "$name" --no-build --project src/Infrastructure --context "${database}Db" --output-dir "Persistence/Migrations/$database"
done
