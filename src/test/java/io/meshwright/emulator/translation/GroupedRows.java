package io.meshwright.emulator.translation;

import com.google.zetasql.ArrayType;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in groups of one, two, three, five, eight, ... rows, each group an array of structs for the reference. */
final class GroupedRows {

    private final List<List<Value>> rows;
    private final List<Integer> groups = new ArrayList<>();
    private final StructType struct;

    GroupedRows(List<Type> types, List<List<Value>> rows) {
        this.rows = rows;
        List<StructType.StructField> fields = new ArrayList<>();
        fields.add(new StructType.StructField("o", TypeFactory.createSimpleType(TypeKind.TYPE_INT64)));
        for (int i = 0; i < types.size(); i++) {
            fields.add(new StructType.StructField("x" + i, types.get(i)));
        }
        this.struct = TypeFactory.createStructType(fields);
        int size = 1;
        int next = 2;
        for (int group = 0; groups.size() < rows.size(); group++) {
            for (int i = 0; i < size && groups.size() < rows.size(); i++) {
                groups.add(group);
            }
            int sum = size + next;
            size = next;
            next = Math.min(sum, 21);
        }
    }

    List<List<Value>> rows() {
        return rows;
    }

    int groupOf(int row) {
        return groups.get(row);
    }

    ArrayType type() {
        return TypeFactory.createArrayType(struct);
    }

    /** One list of one argument, the array of its rows, for each group. */
    List<List<Value>> arguments() {
        int count = groups.isEmpty() ? 0 : groups.get(groups.size() - 1) + 1;
        return IntStream.range(0, count).mapToObj(this::argument).toList();
    }

    private List<Value> argument(int group) {
        List<Value> members = IntStream.range(0, rows.size())
                .filter(row -> groups.get(row) == group)
                .mapToObj(this::struct)
                .toList();
        return List.of(Value.createArrayValue(type(), members));
    }

    private Value struct(int row) {
        List<Value> fields = new ArrayList<>(List.of(Value.createInt64Value(row)));
        fields.addAll(rows.get(row));
        return Value.createStructValue(struct, fields);
    }
}
