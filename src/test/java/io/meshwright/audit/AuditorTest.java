package io.meshwright.audit;

import static io.meshwright.contract.Contracts.contract;
import static io.meshwright.contract.Contracts.freshness;
import static io.meshwright.contract.Contracts.library;
import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static io.meshwright.contract.Contracts.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.audit.CheckResult.Errored;
import io.meshwright.audit.CheckResult.Failed;
import io.meshwright.audit.CheckResult.Passed;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.contract.ServiceLevel;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.DuckDbWarehouse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditorTest {

    private static final TableName TABLE = new TableName("meshwright", "test__staging", "ratings");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final DuckDbWarehouse warehouse = new DuckDbWarehouse();
    private final Auditor auditor = new Auditor(warehouse, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void table() {
        warehouse.createDataset("test__staging", "");
        warehouse.execute(
                """
                CREATE TABLE test__staging.ratings AS
                SELECT * FROM (VALUES
                  (1::BIGINT, 10::BIGINT, 4.5::DOUBLE, 'rate', DATE '2026-10-01', 'a@b.example'),
                  (1, 11, 5.0, 'tag', DATE '2026-10-02', 'a@b.example'),
                  (2, 10, 0.5, 'rate', DATE '2026-10-03', NULL),
                  (2, 10, 7.0, 'n/a', DATE '2026-10-04', 'nobody')
                ) AS t(userId, movieId, rating, action, day, mail)""");
    }

    @AfterEach
    void close() throws SQLException {
        warehouse.close();
    }

    @Test
    void passesATableThatKeepsItsPromises() {
        AuditReport report = audit(
                List.of(library(Metric.ROW_COUNT, Unit.ROWS, Map.of(), Operator.MUST_BE_BETWEEN, 1, 10)), columns());
        assertThat(report.isMet()).isTrue();
        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.results()).allMatch(Passed.class::isInstance);
    }

    @Test
    void asksOneQueryForAllRulesThatCountRows() {
        SchemaProperty[] columns = columns();
        columns[0] = property("userId", "INT64")
                .required()
                .options(Map.of("minimum", 1))
                .build();
        columns[2] = property("rating", "FLOAT64")
                .required()
                .rule(library(Metric.NULL_VALUES, Unit.PERCENT, Map.of(), Operator.MUST_BE_LESS_THAN, 1))
                .build();
        audit(List.of(library(Metric.ROW_COUNT, Unit.ROWS, Map.of(), Operator.MUST_BE_GREATER_THAN, 0)), columns);
        assertThat(warehouse.queries()).hasSize(1);
    }

    @Test
    void findsMissingColumnsWrongTypesAndUndeclaredColumns() {
        AuditReport report = audit(
                List.of(),
                property("userId", "STRING").build(),
                property("movieId", "INT64").build(),
                property("rating", "").logical("number").build(),
                property("action", "STRING").build(),
                property("day", "DATE").build(),
                property("country", "STRING").required().build());
        assertThat(report.isMet()).isFalse();
        assertThat(failed(report))
                .extracting(
                        result -> result.check().column(),
                        result -> result.check().expected(),
                        Failed::measured)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("userId", "userId STRING", "userId INT64"),
                        org.assertj.core.groups.Tuple.tuple("country", "country STRING", "no such column"),
                        org.assertj.core.groups.Tuple.tuple("mail", "no such column", "mail STRING"));
    }

    @Test
    void showsTheRowsThatRepeatAPrimaryKey() {
        SchemaProperty[] columns = columns();
        columns[0] = property("userId", "INT64").key(1).build();
        columns[1] = property("movieId", "INT64").key(2).build();
        Failed key = onlyFailed(audit(List.of(), columns));
        assertThat(key.check().rule()).isEqualTo("primaryKey");
        assertThat(key.measured()).isEqualTo("1 row");
        assertThat(key.sample().columns()).containsExactly("userId", "movieId", "row_count");
        assertThat(key.sample().rows()).containsExactly(List.of("2", "10", "2"));
    }

    @Test
    void showsTheRowsWhereARequiredValueIsAbsent() {
        SchemaProperty[] columns = columns();
        columns[5] = property("mail", "STRING").required().build();
        Failed required = onlyFailed(audit(List.of(), columns));
        assertThat(required.check().rule()).isEqualTo("required");
        assertThat(required.check().expected()).isEqualTo("0 rows");
        assertThat(required.sample().columns()).startsWith("mail", "userId");
        assertThat(required.sample().rows().get(0).get(0)).isNull();
    }

    @Test
    void masksPersonalValuesInSamples() {
        SchemaProperty[] columns = columns();
        columns[5] = property("mail", "STRING")
                .classified("personal")
                .options(Map.of("format", "email"))
                .build();
        Failed format = onlyFailed(audit(List.of(), columns));
        int mail = format.sample().columns().indexOf("mail");
        assertThat(format.sample().rows()).hasSize(1);
        assertThat(format.sample().rows().get(0).get(mail)).isEqualTo("•••");
        assertThat(format.sample().rows().get(0)).contains("7.0");
    }

    @Test
    void doesNotBlockOnAWarning() {
        AuditReport report = audit(
                List.of(sql("SELECT COUNT(*) FROM ${object} WHERE rating > 5", "warning", Operator.MUST_BE, 0)),
                columns());
        assertThat(onlyFailed(report).check().blocking()).isFalse();
        assertThat(report.isMet()).isTrue();
    }

    @Test
    void runsSqlRulesOnTheStagingTableAndShowsWhatTheyCount() {
        SchemaProperty[] columns = columns();
        columns[2] = property("rating", "FLOAT64")
                .rule(sql("SELECT COUNT(*) FROM ${table} WHERE ${column} > 5", "error", Operator.MUST_BE, 0))
                .build();
        Failed rule = onlyFailed(audit(List.of(), columns));
        assertThat(rule.measured()).isEqualTo("1");
        assertThat(rule.sample().rows()).hasSize(1);
        assertThat(rule.sample().rows().get(0)).contains("7.0", "n/a");
    }

    @Test
    void countsMissingInvalidAndDuplicateValues() {
        SchemaProperty[] columns = columns();
        columns[3] = property("action", "STRING")
                .rule(library(
                        Metric.MISSING_VALUES,
                        Unit.PERCENT,
                        Map.of("missingValues", Arrays.asList(null, "", "n/a")),
                        Operator.MUST_BE_LESS_OR_EQUAL_TO,
                        20))
                .rule(library(
                        Metric.INVALID_VALUES,
                        Unit.ROWS,
                        Map.of("validValues", List.of("rate", "it's")),
                        Operator.MUST_BE,
                        0))
                .rule(library(Metric.DUPLICATE_VALUES, Unit.PERCENT, Map.of(), Operator.MUST_BE, 0))
                .build();
        AuditReport report = audit(
                List.of(library(
                        Metric.DUPLICATE_VALUES,
                        Unit.ROWS,
                        Map.of("properties", List.of("userId", "movieId")),
                        Operator.MUST_BE_LESS_THAN,
                        1)),
                columns);
        assertThat(failed(report))
                .extracting(result -> result.check().rule(), Failed::measured)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("missingValues", "25 % (1 row)"),
                        org.assertj.core.groups.Tuple.tuple("invalidValues", "2 rows"),
                        org.assertj.core.groups.Tuple.tuple("duplicateValues", "25 % (1 row)"),
                        org.assertj.core.groups.Tuple.tuple("duplicateValues", "1 row"));
    }

    @Test
    void checksWhatLogicalTypeOptionsAllow() {
        SchemaProperty[] columns = columns();
        columns[0] =
                property("userId", "INT64").options(Map.of("multipleOf", 2)).build();
        columns[2] = property("rating", "FLOAT64")
                .options(Map.of("minimum", 0.5, "exclusiveMaximum", 5))
                .build();
        columns[3] = property("action", "STRING")
                .options(Map.of("pattern", "^[a-z]+$", "maxLength", 3))
                .build();
        columns[4] =
                property("day", "DATE").options(Map.of("minimum", "2026-10-02")).build();
        assertThat(failed(audit(List.of(), columns)))
                .extracting(result -> result.check().name(), Failed::measured)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("userId: a multiple of 2", "2 rows"),
                        org.assertj.core.groups.Tuple.tuple("rating: less than 5", "2 rows"),
                        org.assertj.core.groups.Tuple.tuple("action: at most 3 characters", "2 rows"),
                        org.assertj.core.groups.Tuple.tuple("action: matches ^[a-z]+$", "1 row"),
                        org.assertj.core.groups.Tuple.tuple("day: at least 2026-10-02", "1 row"));
    }

    @Test
    void isolatesTheRuleThatCannotRunAndHoldsBackForIt() {
        SchemaProperty[] columns = columns();
        columns[3] =
                property("action", "STRING").options(Map.of("pattern", "(")).build();
        columns[5] = property("mail", "STRING").required().build();
        AuditReport report = audit(List.of(sql("SELECT nonsense", "error", Operator.MUST_BE, 0)), columns);
        assertThat(report.results()).filteredOn(Errored.class::isInstance).hasSize(2);
        assertThat(failed(report)).hasSize(1);
        assertThat(report.isMet()).isFalse();
    }

    @Test
    void refusesAnSqlRuleThatDoesNotReturnOneNumber() {
        AuditReport report =
                audit(List.of(sql("SELECT userId FROM ${object}", "error", Operator.MUST_BE, 0)), columns());
        assertThat(report.results())
                .filteredOn(Errored.class::isInstance)
                .singleElement()
                .extracting(result -> ((Errored) result).message())
                .isEqualTo("The rule returned 4 rows of 1 columns; a rule returns one row with one number");
    }

    @Test
    void comparesTheNewestValueWithTheClockWithoutHoldingBack() {
        AuditReport fresh = audit(freshness("60", "d", "ratings.day"));
        assertThat(fresh.results()).allMatch(Passed.class::isInstance);
        assertThat(fresh.freshUntil()).contains(Instant.parse("2026-12-03T00:00:00Z"));

        AuditReport stale = audit(freshness("30", "d", "ratings.day"));
        assertThat(onlyFailed(stale).check().expected()).isEqualTo("at most 30 days old");
        assertThat(onlyFailed(stale).measured()).isEqualTo("47 days old (2026-10-04)");
        assertThat(stale.isMet()).isTrue();
    }

    @Test
    void escapesNamesAndValues() {
        assertThat(Literal.string("it's \\ a\nline")).isEqualTo("'it\\'s \\\\ a\\nline'");
        assertThat(Literal.identifier("a`b")).isEqualTo("`a\\`b`");
        assertThat(Literal.of("5", "INT64")).isEqualTo("5");
        assertThat(Literal.of("x' OR TRUE --", "STRING")).isEqualTo("'x\\' OR TRUE --'");
    }

    private AuditReport audit(List<QualityRule> rules, SchemaProperty... columns) {
        SchemaObject object = object("ratings", rules, columns);
        return auditor.audit(contract(object), object, TABLE);
    }

    private AuditReport audit(ServiceLevel level) {
        SchemaObject object = object("ratings", List.of(), columns());
        return auditor.audit(contract(object, level), object, TABLE);
    }

    private static SchemaProperty[] columns() {
        return new SchemaProperty[] {
            property("userId", "INT64").build(),
            property("movieId", "INT64").build(),
            property("rating", "FLOAT64").build(),
            property("action", "STRING").build(),
            property("day", "DATE").build(),
            property("mail", "STRING").build()
        };
    }

    private static List<Failed> failed(AuditReport report) {
        return report.results().stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }

    private static Failed onlyFailed(AuditReport report) {
        assertThat(failed(report)).hasSize(1);
        return failed(report).get(0);
    }
}
