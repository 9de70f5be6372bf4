package io.meshwright.lineage;

import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;

/** What data flows through: a source, a port of a product, or a dashboard. */
public sealed interface LineageNode {

    /** Unique in the mesh and stable: {@code source:domain/name}, {@code domain/product.port}, {@code dashboard:domain/name}. */
    String id();

    /** As people say it. */
    String title();

    Owner owner();

    /** Its columns, or a dashboard's tiles, in their order. */
    List<LineageColumn> columns();

    /** The domain a node lives in and the team that answers for it; the team is empty when nobody is named. */
    record Owner(String domain, String domainTitle, String team) {}

    /** Operational data, loaded as a table. */
    record Source(String name, String title, Owner owner, TableName table, List<LineageColumn> columns)
            implements LineageNode {
        public Source {
            columns = List.copyOf(columns);
        }

        @Override
        public String id() {
            return "source:" + owner.domain() + "/" + name;
        }
    }

    /**
     * A table a product publishes.
     *
     * @param product {@code domain/product}
     * @param consumerAligned whether the product is shaped for its consumers rather than for its source
     * @param version the product's version
     */
    record Port(
            String product,
            String name,
            String title,
            Owner owner,
            boolean consumerAligned,
            String version,
            TableName table,
            List<LineageColumn> columns)
            implements LineageNode {
        public Port {
            columns = List.copyOf(columns);
        }

        @Override
        public String id() {
            return product + "." + name;
        }
    }

    /** A dashboard; its columns are its tiles. */
    record Dashboard(String name, String title, Owner owner, List<LineageColumn> columns) implements LineageNode {
        public Dashboard {
            columns = List.copyOf(columns);
        }

        @Override
        public String id() {
            return idOf(owner.domain(), name);
        }

        public static String idOf(String domain, String name) {
            return "dashboard:" + domain + "/" + name;
        }
    }

    default Optional<LineageColumn> column(String name) {
        return columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    default NodeRef ref() {
        return new NodeRef(id());
    }
}
