package io.meshwright.contract;

import io.meshwright.contract.DataContract.Member;
import io.meshwright.contract.QualityRule.About;
import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.document.YamlWriter;
import java.util.List;
import java.util.Map;

/**
 * Writes a contract that has no document yet as one of ODCS v3.1.0. Reading the document gives the same contract back.
 */
public final class ContractWriter {

    private ContractWriter() {}

    public static String write(DataContract contract) {
        return new YamlWriter()
                .with("apiVersion", "v3.1.0")
                .with("kind", "DataContract")
                .with("id", contract.id())
                .with("name", contract.name())
                .with("version", contract.version())
                .with("status", contract.status().isEmpty() ? "active" : contract.status())
                .with("domain", contract.domain())
                .with("dataProduct", contract.dataProduct())
                .with(
                        "description",
                        new YamlWriter()
                                .with("purpose", contract.description().purpose())
                                .with("limitations", contract.description().limitations())
                                .with("usage", contract.description().usage())
                                .fields())
                .with("tags", contract.tags())
                .with(
                        "schema",
                        contract.schema().stream().map(ContractWriter::object).toList())
                .with("team", contract.team().map(ContractWriter::team))
                .with(
                        "roles",
                        contract.roles().stream().map(ContractWriter::role).toList())
                .with(
                        "slaProperties",
                        contract.serviceLevels().stream()
                                .map(ContractWriter::serviceLevel)
                                .toList())
                .write();
    }

    private static Map<String, Object> object(SchemaObject object) {
        return new YamlWriter()
                .with("name", object.name())
                .with("physicalName", object.physicalName())
                .with("physicalType", "table")
                .with("logicalType", "object")
                .with("description", object.description())
                .with("dataGranularityDescription", object.granularity())
                .with("properties", properties(object.properties()))
                .with("quality", rules(object.quality()))
                .fields();
    }

    private static List<Map<String, Object>> properties(List<SchemaProperty> properties) {
        return properties.stream().map(ContractWriter::property).toList();
    }

    private static Map<String, Object> property(SchemaProperty property) {
        return new YamlWriter()
                .with("name", property.name())
                .with("logicalType", property.logicalType())
                .with("physicalType", property.physicalType())
                .with("businessName", property.businessName())
                .with("description", property.description())
                .flag("required", property.required())
                .flag("unique", property.unique())
                .flag("primaryKey", property.primaryKey())
                .with("primaryKeyPosition", property.primaryKeyPosition() < 1 ? null : property.primaryKeyPosition())
                .with("classification", property.classification())
                .flag("criticalDataElement", property.criticalDataElement())
                .with("tags", property.tags())
                .with("examples", property.examples())
                .with("logicalTypeOptions", property.logicalTypeOptions())
                .with("properties", properties(property.properties()))
                .with("items", property.items().map(ContractWriter::property))
                .with("quality", rules(property.quality()))
                .fields();
    }

    private static List<Map<String, Object>> rules(List<QualityRule> rules) {
        return rules.stream().map(ContractWriter::rule).toList();
    }

    private static Map<String, Object> rule(QualityRule rule) {
        About about = rule.about();
        YamlWriter yaml = new YamlWriter().with("id", about.id()).with("name", about.name());
        if (rule instanceof QualityRule.Library library) {
            yaml.with("type", "library")
                    .with("metric", metric(library.metric()))
                    .with("arguments", library.arguments())
                    .with("unit", library.unit() == Unit.PERCENT ? "percent" : "rows");
            compare(yaml, library.comparison());
        } else if (rule instanceof QualityRule.Sql sql) {
            compare(yaml.with("type", "sql").with("query", sql.query()), sql.comparison());
        } else if (rule instanceof QualityRule.Custom custom) {
            yaml.with("type", "custom").with("engine", custom.engine()).with("implementation", custom.implementation());
        } else {
            yaml.with("type", "text");
        }
        return yaml.with("description", about.description())
                .with("dimension", about.dimension())
                .with("severity", about.severity())
                .with("businessImpact", about.businessImpact())
                .fields();
    }

    private static String metric(QualityRule.Metric metric) {
        return switch (metric) {
            case ROW_COUNT -> "rowCount";
            case NULL_VALUES -> "nullValues";
            case MISSING_VALUES -> "missingValues";
            case INVALID_VALUES -> "invalidValues";
            case DUPLICATE_VALUES -> "duplicateValues";
        };
    }

    private static void compare(YamlWriter yaml, Comparison comparison) {
        ComparisonReader.OPERATORS.forEach((name, operator) -> {
            if (operator == comparison.operator()) {
                List<Number> operands = comparison.operands();
                yaml.with(name, operands.size() == 1 ? operands.get(0) : operands);
            }
        });
    }

    private static Map<String, Object> team(DataContract.Team team) {
        return new YamlWriter()
                .with("name", team.name())
                .with("description", team.description())
                .with(
                        "members",
                        team.members().stream().map(ContractWriter::member).toList())
                .fields();
    }

    private static Map<String, Object> member(Member member) {
        return new YamlWriter()
                .with("username", member.username())
                .with("name", member.name())
                .with("role", member.role())
                .fields();
    }

    private static Map<String, Object> role(DataContract.Role role) {
        return new YamlWriter()
                .with("role", role.role())
                .with("access", role.access())
                .with("description", role.description())
                .fields();
    }

    private static Map<String, Object> serviceLevel(ServiceLevel level) {
        return new YamlWriter()
                .with("property", level.property())
                .with("value", level.plainValue())
                .with("unit", level.unit())
                .with("element", level.element())
                .with("description", level.description())
                .fields();
    }
}
