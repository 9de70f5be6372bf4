package io.meshwright.workshop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.product.ProductName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Drafts that are kept, so that nothing typed is lost; everybody sees their own. */
@ApplicationScoped
public class Drafts {

    private static final int MOST = 50;
    private static final TypeReference<Map<String, List<String>>> FIELDS = new TypeReference<>() {};

    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Drafts(ObjectMapper json) {
        this.json = json;
    }

    /** A draft without its content. */
    public record Kept(UUID id, String title, Instant saved) {}

    /** Saves a draft; false when it belongs to somebody else. */
    public boolean save(String account, UUID id, FormFields fields) {
        String text = write(fields);
        return QuarkusTransaction.requiringNew().call(() -> {
            SavedDraft draft = SavedDraft.findById(id);
            if (draft != null && !draft.account.equals(account)) {
                return false;
            }
            boolean isNew = draft == null;
            SavedDraft kept = isNew ? new SavedDraft() : draft;
            kept.id = id;
            kept.account = account;
            kept.title = fields.text("title");
            kept.fields = text;
            kept.product = isNew ? "" : kept.product;
            kept.saved = clock.instant();
            if (isNew) {
                kept.persist();
            }
            return true;
        });
    }

    public Optional<FormFields> find(String account, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> SavedDraft.<SavedDraft>find("id = ?1 and account = ?2", id, account)
                        .firstResultOptional()
                        .map(draft -> draft.fields))
                .map(this::read);
    }

    /** Unfinished drafts, the newest first. */
    public List<Kept> of(String account) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> SavedDraft.<SavedDraft>find("account = ?1 and product = '' order by saved desc", account)
                                .page(0, MOST)
                                .stream()
                                .map(draft -> new Kept(draft.id, draft.title, draft.saved))
                                .toList());
    }

    /** Remembers what was typed for a product that is registered now, for its next version. */
    public void registered(UUID id, ProductName product) {
        QuarkusTransaction.requiringNew().run(() -> {
            SavedDraft.delete("product", product.toString());
            SavedDraft.update("product = ?1 where id = ?2", product.toString(), id);
        });
    }

    /** What was typed for the version of a product that is in force. */
    public Optional<FormFields> of(ProductName product) {
        return QuarkusTransaction.requiringNew()
                .call(() -> SavedDraft.<SavedDraft>find("product", product.toString())
                        .firstResultOptional()
                        .map(draft -> draft.fields))
                .map(this::read);
    }

    public void discard(String account, UUID id) {
        QuarkusTransaction.requiringNew()
                .run(() -> SavedDraft.delete("id = ?1 and account = ?2 and product = ''", id, account));
    }

    private String write(FormFields fields) {
        try {
            return json.writeValueAsString(fields.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written as JSON", e);
        }
    }

    private FormFields read(String text) {
        try {
            return new FormFields(json.readValue(text, FIELDS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A saved draft cannot be read", e);
        }
    }
}
