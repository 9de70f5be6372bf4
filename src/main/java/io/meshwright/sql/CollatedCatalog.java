package io.meshwright.sql;

import com.google.zetasql.LocalService.RegisterCatalogRequest;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleCatalogProtos.SimpleCatalogProto;
import com.google.zetasql.TableContent;
import com.google.zetasql.ZetaSQLAnnotation.AnnotationMapProto;
import java.util.List;
import java.util.Map;

/** A catalog that tells the analyzer of the collations of columns, which its client leaves out. */
final class CollatedCatalog extends SimpleCatalog {

    /** The analyzer's number for annotations that are collations. */
    private static final long COLLATION = 1;

    private final List<RegisteredCatalogs.Entry> tables;

    CollatedCatalog(String name, List<RegisteredCatalogs.Entry> tables) {
        super(name);
        this.tables = tables.stream()
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> !column.collation().isEmpty()))
                .toList();
    }

    @Override
    protected RegisterCatalogRequest createRegisterRequest(Map<String, TableContent> contents) {
        RegisterCatalogRequest request = super.createRegisterRequest(contents);
        if (tables.isEmpty()) {
            return request;
        }
        RegisterCatalogRequest.Builder collated = request.toBuilder();
        collate(collated.getSimpleCatalogBuilder());
        return collated.build();
    }

    private void collate(SimpleCatalogProto.Builder catalog) {
        catalog.getCatalogBuilderList().forEach(this::collate);
        for (var table : catalog.getTableBuilderList()) {
            for (var column : table.getColumnBuilderList()) {
                String collation = collation(table.getFullName(), column.getName());
                if (!collation.isEmpty()) {
                    AnnotationMapProto.Builder annotations = AnnotationMapProto.newBuilder();
                    annotations
                            .addAnnotationsBuilder()
                            .setId(COLLATION)
                            .getValueBuilder()
                            .setStringValue(collation);
                    column.setAnnotationMap(annotations);
                }
            }
        }
    }

    private String collation(String table, String column) {
        return tables.stream()
                .filter(entry -> entry.name().toString().equals(table))
                .flatMap(entry -> entry.columns().stream())
                .filter(known -> known.name().equalsIgnoreCase(column))
                .findFirst()
                .map(Column::collation)
                .orElse("");
    }
}
