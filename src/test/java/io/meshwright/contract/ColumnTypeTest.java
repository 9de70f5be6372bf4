package io.meshwright.contract;

import static io.meshwright.contract.Contracts.property;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnTypeTest {

    @Test
    void knowsAliasesAndIgnoresLengths() {
        assertThat(ColumnType.normalize("integer")).isEqualTo("INT64");
        assertThat(ColumnType.normalize("NUMERIC(10, 2)")).isEqualTo("NUMERIC");
        assertThat(ColumnType.normalize("ARRAY< struct<a int, b ARRAY<string(10)> > >"))
                .isEqualTo("ARRAY<STRUCT<a INT64, b ARRAY<STRING>>>");
    }

    @Test
    void takesThePhysicalTypeBeforeTheLogicalOne() {
        assertThat(ColumnType.of(property("a", "INT64").logical("number").build()))
                .isEqualTo("INT64");
        assertThat(ColumnType.of(property("a", "").logical("number").build())).isEqualTo("FLOAT64");
        assertThat(ColumnType.of(property("a", "varchar(2)").logical("date").build()))
                .isEqualTo("DATE");
    }

    @Test
    void buildsNestedTypesFromLogicalOnes() {
        var tag = property("tag", "STRING").build();
        var tags = property("tags", "")
                .logical("array")
                .items(property("", "").logical("object").fields(tag).build());
        assertThat(ColumnType.of(tags.build())).isEqualTo("ARRAY<STRUCT<tag STRING>>");
        assertThat(ColumnType.accepts(tags.build(), "ARRAY<STRUCT<tag STRING>>"))
                .isTrue();
        assertThat(ColumnType.accepts(tags.build(), "ARRAY<STRING>")).isFalse();
    }

    @Test
    void acceptsEveryTypeThatHoldsTheLogicalOne() {
        var number = property("a", "").logical("number").build();
        assertThat(ColumnType.accepts(number, "NUMERIC")).isTrue();
        assertThat(ColumnType.accepts(number, "STRING")).isFalse();
        assertThat(ColumnType.accepts(property("a", "FLOAT64").build(), "NUMERIC"))
                .isFalse();
    }
}
