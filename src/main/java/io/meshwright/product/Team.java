package io.meshwright.product;

import java.util.List;

/** The people who own a domain's products. */
public record Team(String name, String title, String purpose, String contact, List<String> members) {
    public Team {
        members = List.copyOf(members);
    }
}
