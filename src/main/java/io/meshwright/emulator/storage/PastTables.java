package io.meshwright.emulator.storage;

import java.time.Instant;

/**
 * Tables as they were at some time. No earlier versions are kept: what has not changed since then is read as it is, and
 * anything else is refused. Rows and their table's time of change are committed together, so that a condition within a
 * query decides over the very rows the query reads.
 */
public final class PastTables {

    /** How far back BigQuery lets a query look. */
    private static final int DAYS = 7;

    private PastTables() {}

    /**
     * DuckDB SQL that is true where a table was as it is now, and an error where it was not.
     *
     * @param moment DuckDB SQL of the time to read the table at, a TIMESTAMP in UTC
     */
    public static String condition(StoredTable table, String moment) {
        String name = Storage.text(table.name());
        String millis = "CAST(epoch_ms(moment) AS VARCHAR)";
        String invalid = DuckDb.text("Invalid time travel timestamp ") + " || " + millis + " || "
                + DuckDb.text(" for table " + name + "@") + " || " + millis;
        return "(SELECT CASE WHEN moment IS NULL THEN "
                + error(DuckDb.text("FOR SYSTEM_TIME AS OF is NULL for table " + name))
                + " WHEN moment > present THEN "
                + error(invalid + " || '. Cannot read after ' || CAST(epoch_ms(present) AS VARCHAR)")
                + " WHEN epoch_ms(moment) < greatest(created, epoch_ms(present - INTERVAL " + DAYS + " DAY)) THEN "
                + error(invalid + " || '. Cannot read before ' || CAST(greatest(created, epoch_ms(present - INTERVAL "
                        + DAYS + " DAY)) AS VARCHAR)")
                + " WHEN physical IS DISTINCT FROM " + table.physical() + " OR epoch_ms(moment) < modified THEN "
                + error(invalid + " || "
                        + DuckDb.text(". The embedded warehouse keeps no earlier versions of a table, and"
                                + " this one last changed at ")
                        + " || CAST(coalesce(modified, epoch_ms(present)) AS VARCHAR)")
                + " ELSE true END FROM (SELECT CAST(" + moment + " AS TIMESTAMP) AS moment,"
                + " CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) AS present) LEFT JOIN (SELECT physical, "
                + number("created") + ", " + number("modified") + " FROM ledger.tables WHERE project = "
                + DuckDb.text(table.name().project()) + " AND dataset = "
                + DuckDb.text(table.name().dataset()) + " AND name = "
                + DuckDb.text(table.name().table()) + ") ON true)";
    }

    private static String error(String message) {
        return "CAST(error(" + message + ") AS BOOLEAN)";
    }

    private static String number(String field) {
        return "CAST(json_extract_string(document, '$." + field + "') AS BIGINT) AS " + field;
    }

    /** The time to read a table at, to the millisecond. */
    public static Instant time(Session session, String moment) {
        return Instant.ofEpochMilli(session.number("SELECT epoch_ms(" + moment + ")"));
    }

    /** Throws why a table cannot be read as it was. */
    public static void require(Session session, String condition) {
        session.number("SELECT CAST(" + condition + " AS INTEGER)");
    }
}
