package io.meshwright.sql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLFunction.FunctionSignatureId;
import com.google.zetasql.ZetaSQLOptions.LanguageFeature;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLOptions.ResolvedASTRewrite;
import com.google.zetasql.ZetaSQLResolvedNodeKind.ResolvedNodeKind;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** BigQuery's GoogleSQL, as options of Google's analyzer. */
final class Dialect {

    static final Set<ResolvedNodeKind> QUERIES = Set.of(ResolvedNodeKind.RESOLVED_QUERY_STMT);

    static final Set<ResolvedNodeKind> STATEMENTS = Set.of(
            ResolvedNodeKind.RESOLVED_QUERY_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_TABLE_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_TABLE_AS_SELECT_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_FUNCTION_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_TABLE_FUNCTION_STMT,
            ResolvedNodeKind.RESOLVED_DROP_FUNCTION_STMT,
            ResolvedNodeKind.RESOLVED_DROP_TABLE_FUNCTION_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_PROCEDURE_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_MATERIALIZED_VIEW_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_SNAPSHOT_TABLE_STMT,
            ResolvedNodeKind.RESOLVED_ALTER_TABLE_STMT,
            ResolvedNodeKind.RESOLVED_ALTER_VIEW_STMT,
            ResolvedNodeKind.RESOLVED_ALTER_MATERIALIZED_VIEW_STMT,
            ResolvedNodeKind.RESOLVED_ALTER_SCHEMA_STMT,
            ResolvedNodeKind.RESOLVED_DROP_MATERIALIZED_VIEW_STMT,
            ResolvedNodeKind.RESOLVED_DROP_SNAPSHOT_TABLE_STMT,
            ResolvedNodeKind.RESOLVED_ASSERT_STMT,
            ResolvedNodeKind.RESOLVED_EXPORT_DATA_STMT,
            ResolvedNodeKind.RESOLVED_AUX_LOAD_DATA_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_VIEW_STMT,
            ResolvedNodeKind.RESOLVED_CREATE_SCHEMA_STMT,
            ResolvedNodeKind.RESOLVED_DROP_STMT,
            ResolvedNodeKind.RESOLVED_INSERT_STMT,
            ResolvedNodeKind.RESOLVED_UPDATE_STMT,
            ResolvedNodeKind.RESOLVED_DELETE_STMT,
            ResolvedNodeKind.RESOLVED_MERGE_STMT,
            ResolvedNodeKind.RESOLVED_TRUNCATE_STMT);

    /** Features the analyzer leaves off even at its maximum and BigQuery has. */
    private static final List<String> ALSO = List.of(
            "FEATURE_LIKE_ANY_SOME_ALL_ARRAY",
            "FEATURE_LIKE_ANY_SOME_ALL_SUBQUERY",
            "FEATURE_COLLATION_SUPPORT",
            "FEATURE_CREATE_EXTERNAL_TABLE_WITH_PARTITION_COLUMNS",
            "FEATURE_CREATE_TABLE_CLONE",
            "FEATURE_CREATE_VIEWS_WITH_COLUMN_OPTIONS",
            "FEATURE_ALTER_COLUMN_SET_DATA_TYPE",
            "FEATURE_ALTER_VIEWS_ALTER_COLUMN_SET_OPTIONS",
            "FEATURE_SINGLETON_UNNEST_INFERS_ALIAS",
            "FEATURE_ADDITIONAL_DATE_TIME_FUNCTIONS",
            "FEATURE_ALIASES_FOR_STRING_AND_DATE_FUNCTIONS");

    /** Features that change what a BigQuery statement means, or that no engine here honours. */
    private static final Set<String> NOT = Set.of(
            "FEATURE_TIMESTAMP_NANOS",
            "FEATURE_SQL_GRAPH",
            "FEATURE_MATCH_RECOGNIZE",
            "FEATURE_TOKENIZED_SEARCH",
            "FEATURE_JSON_TYPE_COMPARISON",
            "FEATURE_MAP_TYPE",
            "FEATURE_UUID_TYPE",
            "FEATURE_ENABLE_MEASURES",
            "FEATURE_INSERT_ON_CONFLICT_CLAUSE",
            "FEATURE_FOR_UPDATE");

    /** Built-in functions of the analyzer that BigQuery does not have, those of its documented relatives aside. */
    private static final Set<String> NOT_FUNCTIONS = Set.of(
            "apply",
            "array_remove_first_n",
            "array_remove_last_n",
            "elementwise_avg",
            "elementwise_sum",
            "filter_fields",
            "is_last",
            "proto_map_contains_key",
            "proto_modify_map",
            "to_seconds_interval",
            "zstd_compress",
            "zstd_decompress_to_bytes",
            "zstd_decompress_to_string");

    private static final List<ResolvedASTRewrite> REWRITES = List.of(
            ResolvedASTRewrite.REWRITE_PIVOT,
            ResolvedASTRewrite.REWRITE_UNPIVOT,
            ResolvedASTRewrite.REWRITE_FLATTEN,
            ResolvedASTRewrite.REWRITE_LIKE_ANY_ALL,
            ResolvedASTRewrite.REWRITE_BUILTIN_FUNCTION_INLINER,
            ResolvedASTRewrite.REWRITE_TYPEOF_FUNCTION,
            ResolvedASTRewrite.REWRITE_NULLIFERROR_FUNCTION,
            ResolvedASTRewrite.REWRITE_PIPE_IF,
            ResolvedASTRewrite.REWRITE_PIPE_ASSERT,
            ResolvedASTRewrite.REWRITE_INLINE_SQL_FUNCTIONS,
            ResolvedASTRewrite.REWRITE_INLINE_SQL_UDAS,
            ResolvedASTRewrite.REWRITE_INLINE_SQL_TVFS,
            ResolvedASTRewrite.REWRITE_APPLY_ENABLED_REWRITES_TO_TEMPLATED_FUNCTION_CALLS);

    private Dialect() {}

    static LanguageOptions language(Set<ResolvedNodeKind> statements) {
        LanguageOptions options = new LanguageOptions();
        options.enableMaximumLanguageFeatures();
        options.setProductMode(ProductMode.PRODUCT_EXTERNAL);
        Set<LanguageFeature> features = new java.util.HashSet<>();
        Arrays.stream(LanguageFeature.values())
                .filter(feature -> feature != LanguageFeature.__LanguageFeature__switch_must_have_a_default__)
                .filter(options::languageFeatureEnabled)
                .filter(feature -> !NOT.contains(feature.name()))
                .forEach(features::add);
        ALSO.forEach(name -> features.add(LanguageFeature.valueOf(name)));
        options.setEnabledLanguageFeatures(features);
        options.setSupportedStatementKinds(statements);
        options.enableReservableKeyword("QUALIFY");
        return options;
    }

    /**
     * The built-in functions.
     *
     * @param others names of those that are to be left out, in lower case
     */
    static ZetaSQLBuiltinFunctionOptions functions(LanguageOptions language, Set<String> others) {
        SimpleCatalog all = new SimpleCatalog("all");
        all.addZetaSQLFunctionsAndTypes(new ZetaSQLBuiltinFunctionOptions(language));
        ZetaSQLBuiltinFunctionOptions options = new ZetaSQLBuiltinFunctionOptions(language);
        all.getFunctionList().stream()
                .filter(function -> NOT_FUNCTIONS.contains(function.getFullName(false))
                        || others.contains(function.getFullName(false)))
                .flatMap(function -> function.getSignatureList().stream())
                .map(signature -> FunctionSignatureId.forNumber((int) signature.getContextId()))
                .forEach(options::excludeFunctionSignatureId);
        return options;
    }

    static AnalyzerOptions analyzer(LanguageOptions language) {
        AnalyzerOptions options = new AnalyzerOptions();
        options.setLanguageOptions(language);
        options.setDefaultTimezone("UTC");
        options.setPruneUnusedColumns(true);
        options.setAllowUndeclaredParameters(false);
        options.addDdlPseudoColumn("_PARTITIONTIME", TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP));
        options.addDdlPseudoColumn("_PARTITIONDATE", TypeFactory.createSimpleType(TypeKind.TYPE_DATE));
        REWRITES.forEach(options::enableRewrite);
        return options;
    }
}
