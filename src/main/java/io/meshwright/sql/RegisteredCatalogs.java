package io.meshwright.sql;

import com.google.zetasql.Function;
import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.FunctionArgumentType.FunctionArgumentTypeOptions;
import com.google.zetasql.FunctionSignature;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.ArgumentCardinality;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.Mode;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.NamedArgumentKind;
import com.google.zetasql.ZetaSQLFunctions.SignatureArgumentKind;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Catalogs the native analyzer knows already, one for each set of tables with their columns.
 *
 * <p>Sending the built-in functions along with every statement costs some 15 ms. A catalog that is evicted while a
 * statement uses it is let go when that statement is done.
 */
final class RegisteredCatalogs {

    /** A table as a statement spells it. */
    record Entry(List<String> path, TableName name, List<Column> columns) {}

    /**
     * What one catalog holds.
     *
     * @param project where routines are that are written without a project
     * @param dataset where those are that are written without a dataset, as {@code project.dataset}; else empty
     */
    record Content(
            List<Entry> tables,
            List<Variable> variables,
            List<SqlRoutine> routines,
            List<SeriesCall> series,
            String project,
            String dataset) {
        static final Content NOTHING = new Content(List.of(), List.of(), List.of(), List.of(), "", "");

        Content {
            series = List.copyOf(series);
        }
    }

    private static final int KEPT = 48;

    private final LanguageOptions language;
    private final Set<String> without;
    private final ZetaSQLBuiltinFunctionOptions functions;
    private final List<Function> more;
    private final Map<Content, Registration> registrations = new LinkedHashMap<>(16, 0.75f, true);

    private RegisteredCatalogs(LanguageOptions language, List<Function> more) {
        this.language = language;
        this.more = more;
        this.without = more.stream().map(Function::getName).collect(Collectors.toSet());
        this.functions = Dialect.functions(language, without);
    }

    /** Catalogs for statements that become DuckDB's. */
    static RegisteredCatalogs ofStatements(LanguageOptions language) {
        return new RegisteredCatalogs(language, NOT_INLINED);
    }

    /** Catalogs for expressions that the reference implementation computes. */
    static RegisteredCatalogs ofReference(LanguageOptions language) {
        return new RegisteredCatalogs(language, List.of());
    }

    /** A catalog with exactly these names; close the lease when the analyzer has answered. */
    synchronized Lease lease(Content content) {
        Registration registration = registrations.get(content);
        if (registration == null) {
            registration = new Registration(catalog(content));
            registrations.put(content, registration);
            evict();
        }
        registration.users++;
        return new Lease(registration);
    }

    private void evict() {
        Iterator<Registration> eldest = registrations.values().iterator();
        while (registrations.size() > KEPT) {
            Registration registration = eldest.next();
            eldest.remove();
            registration.evicted = true;
            registration.closeWhenUnused();
        }
    }

    private SimpleCatalog catalog(Content content) {
        SimpleCatalog root = new CollatedCatalog("root", content.tables());
        Set<String> taken = UndocumentedFunctions.taken(content.routines());
        root.addZetaSQLFunctionsAndTypes(functions(taken));
        MORE_FUNCTIONS.stream()
                .filter(function -> !taken.contains(function.getName().toLowerCase(Locale.ROOT)))
                .forEach(root::addFunction);
        more.forEach(root::addFunction);
        INTEGERS.forEach(name -> root.addType(name, TypeFactory.createSimpleType(TypeKind.TYPE_INT64)));
        content.tables().forEach(table -> add(root, table));
        content.variables().forEach(variable -> DeclaredNames.add(root, variable));
        content.series().forEach(call -> root.addTableValuedFunction(new SeriesFunction(call)));
        content.routines().forEach(routine -> DeclaredNames.add(root, routine, content.project(), content.dataset()));
        return root;
    }

    private ZetaSQLBuiltinFunctionOptions functions(Set<String> taken) {
        if (taken.isEmpty()) {
            return functions;
        }
        Set<String> all = new HashSet<>(taken);
        all.addAll(without);
        return Dialect.functions(language, all);
    }

    /** "Data types", integer type: the aliases of INT64. */
    private static final List<String> INTEGERS = List.of("INT", "SMALLINT", "INTEGER", "BIGINT", "TINYINT", "BYTEINT");

    private static void add(SimpleCatalog root, Entry entry) {
        SimpleCatalog at = root;
        for (String part : entry.path().subList(0, entry.path().size() - 1)) {
            SimpleCatalog next = at.getCatalog(part);
            at = next == null ? at.addNewSimpleCatalog(part) : next;
        }
        String name = entry.path().get(entry.path().size() - 1);
        List<SimpleColumn> columns = entry.columns().stream()
                .map(column -> new SimpleColumn(
                        name, column.name(), GoogleSqlType.parse(column.type()), column.pseudo(), true))
                .toList();
        SimpleTable table = new SimpleTable(name, columns);
        table.setFullName(entry.name().toString());
        at.addSimpleTable(table);
    }

    /** Functions the analyzer does not bring along, or by another name only. */
    private static final List<Function> MORE_FUNCTIONS = List.of(
            containsSubstr(),
            valueBy("max_by"),
            valueBy("min_by"),
            function("NEXT_DAY", "DATE", "DATE", "STRING"),
            function("MONTHS_BETWEEN", "FLOAT64", "DATETIME", "DATETIME"),
            function("LAX_DOUBLE", "FLOAT64", "JSON"),
            function("LAX_FLOAT", "FLOAT64", "JSON"),
            function("LAX_DOUBLE_ARRAY", "ARRAY<FLOAT64>", "JSON"),
            function("LAX_FLOAT_ARRAY", "ARRAY<FLOAT64>", "JSON"),
            function("DOUBLE", "FLOAT64", "JSON"),
            function("FLOAT", "FLOAT64", "JSON"),
            function("DOUBLE_ARRAY", "ARRAY<FLOAT64>", "JSON"),
            function("FLOAT_ARRAY", "ARRAY<FLOAT64>", "JSON"));

    /** Functions that the analyzer, and not its reference implementation, would write as subqueries. */
    private static final List<Function> NOT_INLINED = List.of(
            ofArray("array_first", SignatureArgumentKind.ARG_TYPE_ANY_1),
            ofArray("array_last", SignatureArgumentKind.ARG_TYPE_ANY_1),
            ofArray("array_slice", SignatureArgumentKind.ARG_ARRAY_TYPE_ANY_1, "INT64", "INT64"));

    /** A search in values of any type. */
    private static Function containsSubstr() {
        Type text = TypeFactory.createSimpleType(TypeKind.TYPE_STRING);
        FunctionArgumentTypeOptions scope = FunctionArgumentTypeOptions.builder()
                .setCardinality(ArgumentCardinality.OPTIONAL)
                .setArgumentName("json_scope", NamedArgumentKind.NAMED_ONLY)
                .build();
        FunctionSignature signature = new FunctionSignature(
                new FunctionArgumentType(TypeFactory.createSimpleType(TypeKind.TYPE_BOOL)),
                List.of(
                        new FunctionArgumentType(SignatureArgumentKind.ARG_TYPE_ARBITRARY),
                        new FunctionArgumentType(text),
                        new FunctionArgumentType(text, scope, -1)),
                -1);
        return new Function(List.of("CONTAINS_SUBSTR"), "BigQuery", Mode.SCALAR, List.of(signature));
    }

    /** An aggregate function of a value and of what picks it. */
    private static Function valueBy(String name) {
        FunctionArgumentType value = new FunctionArgumentType(SignatureArgumentKind.ARG_TYPE_ANY_1);
        FunctionArgumentType picks = new FunctionArgumentType(SignatureArgumentKind.ARG_TYPE_ANY_2);
        FunctionSignature signature = new FunctionSignature(value, List.of(value, picks), -1);
        return new Function(List.of(name), "BigQuery", Mode.AGGREGATE, List.of(signature));
    }

    /** A function of any array, and of what else it takes. */
    private static Function ofArray(String name, SignatureArgumentKind result, String... others) {
        List<FunctionArgumentType> arguments = new ArrayList<>();
        arguments.add(new FunctionArgumentType(SignatureArgumentKind.ARG_ARRAY_TYPE_ANY_1));
        Arrays.stream(others)
                .map(type -> new FunctionArgumentType(GoogleSqlType.parse(type)))
                .forEach(arguments::add);
        FunctionSignature signature = new FunctionSignature(new FunctionArgumentType(result), arguments, -1);
        return new Function(List.of(name), "BigQuery", Mode.SCALAR, List.of(signature));
    }

    private static Function function(String name, String result, String... arguments) {
        List<FunctionArgumentType> types = Arrays.stream(arguments)
                .map(type -> new FunctionArgumentType(GoogleSqlType.parse(type)))
                .toList();
        FunctionSignature signature =
                new FunctionSignature(new FunctionArgumentType(GoogleSqlType.parse(result)), types, -1);
        return new Function(List.of(name), "BigQuery", Mode.SCALAR, List.of(signature));
    }

    private static final class Registration {
        private final SimpleCatalog catalog;
        private final SimpleCatalog.AutoUnregister handle;
        private int users;
        private boolean evicted;

        Registration(SimpleCatalog catalog) {
            this.catalog = catalog;
            this.handle = catalog.register();
        }

        void closeWhenUnused() {
            if (evicted && users == 0) {
                handle.close();
            }
        }
    }

    /** Keeps a catalog registered while a statement is analyzed against it. */
    final class Lease implements AutoCloseable {
        private final Registration registration;

        private Lease(Registration registration) {
            this.registration = registration;
        }

        SimpleCatalog catalog() {
            return registration.catalog;
        }

        @Override
        public void close() {
            synchronized (RegisteredCatalogs.this) {
                registration.users--;
                registration.closeWhenUnused();
            }
        }
    }
}
