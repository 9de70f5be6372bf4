package io.meshwright.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractWriterTest {

    @Test
    void writesWhatReadsBackTheSame() throws IOException {
        String original = Files.readString(Path.of("src/test/resources/contract/valid/every-rule.odcs.yaml"));
        DataContract contract = ContractReader.read("a", original).get();
        String written = ContractWriter.write(contract);
        DataContract again = ContractReader.read("a", written).get();
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(SourceLocation.class)
                .ignoringFields("document")
                .isEqualTo(contract);
    }

    @Test
    void quotesWhatWouldBeReadAsSomethingElse() throws IOException {
        String original = Files.readString(Path.of("src/test/resources/contract/valid/every-rule.odcs.yaml"))
                .replace("name: User actions", "name: \"1.0\"")
                .replace("limitations: None known.", "limitations: \"null\"")
                .replace("usage: Segments.", "usage: \"one: two\\n# three\"");
        DataContract contract = ContractReader.read("a", original).get();
        DataContract again =
                ContractReader.read("a", ContractWriter.write(contract)).get();
        assertThat(again.name()).isEqualTo("1.0");
        assertThat(again.description().limitations()).isEqualTo("null");
        assertThat(again.description().usage()).isEqualTo("one: two\n# three");
    }
}
