package io.meshwright.contract;

import io.meshwright.contract.OdcsShape.Edition;
import io.meshwright.document.Fields;
import io.meshwright.document.Node;
import io.meshwright.document.Shape;
import java.util.List;

/** What {@code logicalTypeOptions} may say of a logical type. */
final class TypeOptionsShape {

    private static final List<String> INTEGER_FORMATS =
            List.of("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128");

    private final Edition edition;

    TypeOptionsShape(Edition edition) {
        this.edition = edition;
    }

    /**
     * @param typed whether the column has a logical type at all; without one there are no options
     */
    Shape options(String type, boolean typed) {
        if (!typed) {
            return (node, label, findings) -> {
                Shape.group().check(node, label, findings);
                if (node instanceof Node.Mapping mapping && !mapping.fields().isEmpty()) {
                    findings.error(
                            "missing-field", node.location(), label + " says more about a logicalType; give one.");
                }
            };
        }
        Fields options = Fields.of("the options of type " + type);
        return switch (type) {
            case "string" ->
                options.with(List.of("minLength", "maxLength"), Shape.integerFrom(0))
                        .with(List.of("pattern", "format"), Shape.text());
            case "date" -> bounds(options, Shape.text()).with("format", Shape.text());
            case "timestamp", "time" -> edition == Edition.V3_0 ? Shape.group() : temporal(options);
            case "integer" -> numeric(options, INTEGER_FORMATS);
            case "number" -> numeric(options, List.of("f32", "f64"));
            case "object" ->
                options.with(List.of("minProperties", "maxProperties"), Shape.integerFrom(0))
                        .with("required", Shape.distinctTexts());
            case "array" ->
                options.with(List.of("minItems", "maxItems"), Shape.integerFrom(0))
                        .with("uniqueItems", Shape.bool());
            default -> Shape.group();
        };
    }

    private Fields temporal(Fields options) {
        return bounds(options, Shape.text())
                .with(List.of("format", "defaultTimezone"), Shape.text())
                .with("timezone", Shape.bool());
    }

    private Fields numeric(Fields options, List<String> formats) {
        return bounds(options, Shape.number())
                .with("multipleOf", Shape.numberAbove(0))
                .with("format", Shape.oneOf(formats));
    }

    /** Until 3.1 an exclusive bound was a flag on the bound. */
    private Fields bounds(Fields options, Shape bound) {
        return options.with(List.of("minimum", "maximum"), bound)
                .with(List.of("exclusiveMinimum", "exclusiveMaximum"), edition == Edition.V3_0 ? Shape.bool() : bound);
    }
}
