package io.meshwright.contract;

import io.meshwright.contract.QualityRule.About;
import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Library;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Sql;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contracts for tests, without documents. */
public final class Contracts {

    private static final SourceLocation HERE = new SourceLocation("contracts/test.odcs.yaml", 1, 1);

    private Contracts() {}

    public static DataContract contract(SchemaObject object, ServiceLevel... levels) {
        return new DataContract(
                "test",
                "Test",
                "1.0.0",
                "active",
                "test",
                "test",
                new DataContract.Description("", "", ""),
                List.of(),
                Optional.empty(),
                List.of(object),
                List.of(levels),
                List.of(),
                HERE,
                "");
    }

    public static SchemaObject object(String name, List<QualityRule> quality, SchemaProperty... properties) {
        return new SchemaObject(name, "", "", "", List.of(properties), quality, HERE);
    }

    public static ServiceLevel freshness(String value, String unit, String element) {
        return new ServiceLevel("freshness", value, unit, element, "", HERE);
    }

    public static Library library(
            Metric metric, Unit unit, Map<String, Object> arguments, Operator operator, Number... operands) {
        return new Library(about("", "error"), metric, unit, arguments, new Comparison(operator, List.of(operands)));
    }

    public static Sql sql(String query, String severity, Operator operator, Number... operands) {
        return new Sql(about("", severity), query, new Comparison(operator, List.of(operands)));
    }

    public static About about(String name, String severity) {
        return new About("", name, "", "", severity, "", HERE);
    }

    public static Property property(String name, String physicalType) {
        return new Property(name, physicalType);
    }

    /** A property under construction. */
    public static final class Property {
        private final String name;
        private final String physicalType;
        private String logicalType = "";
        private boolean required;
        private boolean unique;
        private int keyPosition = -1;
        private String classification = "";
        private Map<String, Object> options = Map.of();
        private final List<QualityRule> quality = new ArrayList<>();
        private List<SchemaProperty> fields = List.of();
        private Optional<SchemaProperty> items = Optional.empty();

        private Property(String name, String physicalType) {
            this.name = name;
            this.physicalType = physicalType;
        }

        public Property logical(String type) {
            logicalType = type;
            return this;
        }

        public Property required() {
            required = true;
            return this;
        }

        public Property unique() {
            unique = true;
            return this;
        }

        public Property key(int position) {
            keyPosition = position;
            return this;
        }

        public Property classified(String as) {
            classification = as;
            return this;
        }

        public Property options(Map<String, Object> values) {
            options = values;
            return this;
        }

        public Property rule(QualityRule rule) {
            quality.add(rule);
            return this;
        }

        public Property fields(SchemaProperty... properties) {
            fields = List.of(properties);
            return this;
        }

        public Property items(SchemaProperty property) {
            items = Optional.of(property);
            return this;
        }

        public SchemaProperty build() {
            return new SchemaProperty(
                    name,
                    logicalType,
                    physicalType,
                    "",
                    "",
                    required,
                    unique,
                    keyPosition > 0,
                    keyPosition,
                    classification,
                    false,
                    List.of(),
                    List.of(),
                    options,
                    fields,
                    items,
                    quality,
                    HERE);
        }
    }
}
