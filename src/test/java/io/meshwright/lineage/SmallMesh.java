package io.meshwright.lineage;

import io.meshwright.lineage.LineageNode.Owner;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.ColumnSource.Dependency;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Three sources, three producer-aligned products, one consumer-aligned one and a dashboard. */
final class SmallMesh {

    static final TableName RATINGS = table("movies_interactions", "src_ratings");
    static final TableName TAGS = table("movies_interactions", "src_tags");
    static final TableName USER_RATINGS = table("movies_interactions", "user_ratings");
    static final TableName GENRES = table("movies_interactions", "genre_ratings");
    static final TableName ACTIONS = table("movies_interactions", "user_actions");
    static final TableName PREFERENCES = table("movies_engagement", "preferences");

    private SmallMesh() {}

    static LineageGraph graph() {
        return builder().build();
    }

    static LineageBuilder builder() {
        return new LineageBuilder()
                .add(source("ratings", RATINGS, "userId", "rating", "timestamp"))
                .add(source("tags", TAGS, "userId", "tag"))
                .add(
                        port("user-ratings", USER_RATINGS, false, "userId", "rating"),
                        query(
                                column("userId", from(RATINGS, "userId", Dependency.IDENTITY, "")),
                                column(
                                        "rating",
                                        from(RATINGS, "rating", Dependency.TRANSFORMATION, "CAST(rating AS NUMERIC)"))))
                .add(
                        port("genre-ratings", GENRES, false, "userId", "genre", "median"),
                        query(
                                column("userId", from(USER_RATINGS, "userId", Dependency.IDENTITY, "")),
                                column("genre"),
                                column(
                                        "median",
                                        from(USER_RATINGS, "RATING", Dependency.AGGREGATION, "AVG(rating)"),
                                        from(USER_RATINGS, "userId", Dependency.GROUP_BY, "AVG(rating)"))))
                .add(
                        port("user-actions", ACTIONS, false, "userId", "actions"),
                        query(
                                column("userId", from(TAGS, "userId", Dependency.IDENTITY, "")),
                                column("actions", from(TAGS, "tag", Dependency.AGGREGATION, "COUNT(tag)"))))
                .add(
                        port("preferences", PREFERENCES, true, "userId", "preference"),
                        query(
                                column("userId", from(GENRES, "userId", Dependency.IDENTITY, "")),
                                column(
                                        "preference",
                                        from(
                                                GENRES,
                                                "median",
                                                Dependency.CONDITIONAL,
                                                "CASE WHEN median > 4 THEN 'likes' END"))))
                .add(dashboard(), tiles());
    }

    static LineageNode.Dashboard dashboard() {
        return new LineageNode.Dashboard(
                "user-360",
                "User 360",
                new Owner("movies-engagement", "Movies engagement", "Marketing analytics"),
                List.of(
                        LineageColumn.tile("liked", "Liked genres", "bar", ""),
                        LineageColumn.tile("acts", "Actions", "line", "")));
    }

    static Map<String, AnalyzedQuery> tiles() {
        Map<String, AnalyzedQuery> tiles = new LinkedHashMap<>();
        tiles.put("liked", query(column("users", from(PREFERENCES, "preference", Dependency.FILTER, "COUNT(*)"))));
        tiles.put("acts", query(column("actions", from(ACTIONS, "actions", Dependency.AGGREGATION, "SUM(actions)"))));
        return tiles;
    }

    static LineageNode.Source source(String name, TableName table, String... columns) {
        return new LineageNode.Source(name, name + ".csv", interactions(), table, columns(columns));
    }

    static LineageNode.Port port(String name, TableName table, boolean consumer, String... columns) {
        Owner owner =
                consumer ? new Owner("movies-engagement", "Movies engagement", "Marketing analytics") : interactions();
        return new LineageNode.Port(
                owner.domain() + "/" + name, name, name, owner, consumer, "1.0.0", table, columns(columns));
    }

    static Owner interactions() {
        return new Owner("movies-interactions", "Movies interactions", "Team Yellow");
    }

    static List<LineageColumn> columns(String... names) {
        return Stream.of(names)
                .map(name -> new LineageColumn(name, name, "STRING", "", true, false, ""))
                .toList();
    }

    static AnalyzedQuery query(ColumnLineage... columns) {
        Set<TableName> tables = new LinkedHashSet<>();
        List<Column> outputs = new ArrayList<>();
        for (ColumnLineage column : columns) {
            outputs.add(new Column(column.column(), "STRING"));
            column.sources().forEach(source -> tables.add(source.table()));
        }
        return new AnalyzedQuery(outputs, tables, List.of(columns));
    }

    static ColumnLineage column(String name, ColumnSource... sources) {
        return new ColumnLineage(name, List.of(sources));
    }

    static ColumnSource from(TableName table, String column, Dependency dependency, String expression) {
        return new ColumnSource(table, column, dependency, expression);
    }

    static TableName table(String dataset, String table) {
        return new TableName("meshwright", dataset, table);
    }
}
