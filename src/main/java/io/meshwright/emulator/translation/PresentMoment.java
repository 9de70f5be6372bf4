package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What calendars and clocks show while a statement runs: in every zone the one moment of CURRENT_TIMESTAMP. */
final class PresentMoment {

    static final Set<String> FUNCTIONS = Set.of("current_date", "current_datetime", "current_time");

    static final String TIMESTAMP = "CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)";

    private PresentMoment() {}

    /** {@code CURRENT_DATE}, {@code CURRENT_DATETIME} or {@code CURRENT_TIME}, in their argument's zone or else the one given. */
    static String write(FunctionCall call, String zone) {
        if (call.size() == 0 && zone.equals(StatementRequest.UTC)) {
            return "CAST(now() AT TIME ZONE 'UTC' AS " + DuckType.of(call.type()) + ")";
        }
        List<Type> types = new ArrayList<>(List.of(TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP)));
        List<String> sql = new ArrayList<>(List.of(TIMESTAMP));
        if (call.size() > 0) {
            types.add(call.type(0));
            sql.add(call.arg(0));
        }
        String function = call.name().substring("current_".length()) + (call.size() > 0 ? "({0}, {1})" : "({0})");
        return ReferenceCall.expression(function, call.type(), types, sql, call.name(), zone);
    }
}
