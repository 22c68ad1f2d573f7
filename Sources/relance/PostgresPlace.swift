import CommandLine
import PostgresEngine
import SQL
import Safekeeping
import Workflows

/// A database on a PostgreSQL server: the restored tables are made in a schema of their own and change places with the
/// others in one transaction.
struct PostgresPlace: RestorePlace {
    private static let scratch = "relance_restoring"
    private let url: String

    init(_ url: String) { self.url = url }

    /// The same database, where what has no schema is that of the restore.
    private var scratchURL: String {
        url + (url.contains("?") ? "&" : "?") + "options=-csearch_path%3D" + Self.scratch
    }

    func prepare(replacing: Bool) async throws(SafekeepingFailure) -> any Database {
        guard try await begin(replacing) else { throw .backup(.notEmpty) }
        do throws(SQLError) { return try await PostgresDatabase(url: scratchURL, retry: .patient) } catch {
            throw .database(DatabaseFailure(error))
        }
    }

    /// False when there is something that is not to be replaced.
    private func begin(_ replacing: Bool) async throws(SafekeepingFailure) -> Bool {
        do throws(SQLError) {
            let database = try await PostgresDatabase(url: url, connections: 1, retry: .patient)
            do throws(SQLError) {
                let mayGo = replacing ? true : try await Target.isEmpty(database)
                if mayGo {
                    try await database.administer("DROP SCHEMA IF EXISTS \(Self.scratch) CASCADE; CREATE SCHEMA \(Self.scratch)")
                }
                await database.close()
                return mayGo
            } catch {
                await database.close()
                throw error
            }
        } catch { throw .database(DatabaseFailure(error)) }
    }

    func exchange(stamp: String, reached: @Sendable (CrashPoint) -> Void) async throws(BackupProblem) -> String? {
        let aside = "relance_replaced_" + stamp.map { $0.isNumber ? String($0) : "_" }.joined()
        do throws(SQLError) {
            let database = try await PostgresDatabase(url: url, connections: 1, retry: .patient)
            do throws(SQLError) {
                let isFirst = try await Target.isUntouched(database)
                try await database.administer(Self.exchange(with: aside))
                reached(.restoring)
                await database.close()
                return isFirst ? nil : aside
            } catch {
                await database.close()
                throw error
            }
        } catch { throw BackupProblem(error) }
    }

    func discard() async {
        guard let database = try? await PostgresDatabase(url: url, connections: 1, retry: .never) else { return }
        try? await database.administer("DROP SCHEMA IF EXISTS \(Self.scratch) CASCADE")
        await database.close()
    }

    /// Several statements sent at once are one transaction.
    private static func exchange(with aside: String) -> String {
        """
        DO $exchange$ DECLARE home text := current_schema(); one record; BEGIN
          IF EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = home AND tablename = 'schema_migrations') THEN
            CREATE SCHEMA \(aside);
            FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = home
              AND tablename IN (SELECT tablename FROM pg_tables WHERE schemaname = '\(scratch)') LOOP
              EXECUTE format('ALTER TABLE %I.%I SET SCHEMA \(aside)', home, one.tablename);
            END LOOP;
            EXECUTE format('ALTER FUNCTION %I.relance_append_only() SET SCHEMA \(aside)', home);
          END IF;
          FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = '\(scratch)' LOOP
            EXECUTE format('ALTER TABLE \(scratch).%I SET SCHEMA %I', one.tablename, home);
          END LOOP;
          EXECUTE format('ALTER FUNCTION \(scratch).relance_append_only() SET SCHEMA %I', home);
          DROP SCHEMA \(scratch);
        END $exchange$
        """
    }
}
