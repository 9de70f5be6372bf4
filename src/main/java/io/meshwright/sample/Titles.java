package io.meshwright.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes film titles that sound like films and are nobody's: each is given out once. */
final class Titles {

    private static final List<String> QUALITIES = words(
            """
            Amber, Borrowed, Brittle, Copper, Crooked, Distant, Drowsy, Electric, Fearless, Feral, Gilded,
            Hollow, Honest, Idle, Inland, Jagged, Lantern-Lit, Lunar, Marble, Midnight, Northern, Nameless,
            Obedient, Paper, Patient, Quiet, Reckless, Restless, Salted, Scarlet, Second-Hand, Seventh,
            Sleepless, Stolen, Sunken, Tender, Tidal, Unlikely, Unwritten, Velvet, Wandering, Weightless,
            Winter, Wooden, Zealous
            """);
    private static final List<String> THINGS = words(
            """
            Accordion, Almanac, Apprentice, Astronomer, Bakery, Beekeeper, Blizzard, Bridge, Cabinet, Caravan,
            Cartographer, Cello, Chandelier, Clockmaker, Compass, Cormorant, Detour, Dressmaker, Duel, Elevator,
            Embassy, Ferry, Fiddler, Forecast, Forger, Frontier, Furnace, Gardener, Glacier, Harbour, Heiress,
            Horizon, Inventor, Island, Jury, Keepsake, Ladder, Lighthouse, Locksmith, Magnolia, Meridian,
            Mirage, Monsoon, Orchard, Orchestra, Parade, Passenger, Pilgrim, Postcard, Quarry, Regatta,
            Reservoir, Rumour, Saboteur, Sawmill, Sparrow, Staircase, Stowaway, Telegram, Tollgate, Understudy,
            Vineyard, Voyage, Waltz, Watchman, Weather, Windmill, Witness
            """);
    private static final List<String> PLACES = words(
            """
            Antwerp, Bergen, Brno, Cádiz, Cork, Dakar, Düsseldorf, Évora, Galway, Gdańsk, Hobart, Izmir, Kraków,
            La Paz, Leith, Lisbon, Ljubljana, Malmö, Mombasa, Nantes, Oaxaca, Oulu, Porto, Québec, Reykjavík,
            Salta, São Luís, Tartu, Turku, Utrecht, Valparaíso, Wrocław, Zürich
            """);
    private static final List<String> NAMES = words(
            """
            Agnes, Amadou, Anouk, Beatriz, Casimir, Chiyo, Dagny, Emeka, Esther, Félix, Greta, Hamid, Ida,
            Ignatius, Ines, Jarek, Juno, Kaspar, Lakshmi, Leopold, Magda, Mirela, Nadia, Oksana, Otto, Priya,
            Quentin, Rosalind, Séverine, Tadeusz, Thelma, Ursula, Viggo, Wilhelmina, Xiomara, Yusuf, Zofia
            """);
    private static final List<String> DOINGS = words(
            """
            Answering, Borrowing, Burying, Carrying, Deceiving, Drawing, Forgetting, Guarding, Leaving, Mending,
            Outrunning, Persuading, Rehearsing, Rowing to, Sending, Teaching, Translating, Waiting on, Waking,
            Watching over
            """);
    private static final List<String> FOREIGN = words(
            """
            Das stille Ufer, De lange vrijdag, El jardín de sal, Il cortile d'inverno, La montaña dormida, Le
            café des absents, Nattens färja, Ölüm ve çay, O último elétrico, Podzimní vlak, Søster i tåken,
            Žluté okno
            """);
    private static final List<String> SEQUELS =
            List.of("II", "III", "Part 2", "2", "The Return", "Reunion", "One More Time");

    private final RandomGenerator random;
    private final Set<String> taken = new HashSet<>();

    Titles(RandomGenerator random) {
        this.random = random;
    }

    /** A title without its year. Articles stand behind a comma, as MovieLens writes them. */
    String next() {
        String title = compose();
        for (int more = 0; !taken.add(title); more++) {
            title = more < 3 ? compose() : compose() + ": " + pick(QUALITIES) + ' ' + pick(THINGS);
        }
        return title;
    }

    private String compose() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> pick(QUALITIES) + ' ' + pick(THINGS) + article();
            case 3 -> pick(THINGS) + " of " + pick(PLACES) + article();
            case 4 -> pick(NAMES) + " and the " + pick(THINGS);
            case 5 -> pick(DOINGS) + ' ' + pick(NAMES);
            case 6 -> pick(NAMES) + "'s " + pick(QUALITIES) + ' ' + pick(THINGS);
            case 7 -> pick(THINGS) + " in " + pick(PLACES) + article();
            case 8 -> pick(QUALITIES) + ' ' + pick(PLACES);
            case 9 -> pick(THINGS) + ", " + pick(THINGS) + " and " + pick(NAMES);
            case 10 -> pick(NAMES) + " of " + pick(PLACES) + ": " + pick(QUALITIES) + ' ' + pick(THINGS);
            case 11 -> pick(QUALITIES) + ' ' + pick(THINGS) + ' ' + pick(SEQUELS);
            case 12 -> "\"" + pick(NAMES) + "\" and Other " + pick(THINGS) + " Stories";
            default -> pick(QUALITIES) + ' ' + pick(THINGS) + foreign();
        };
    }

    /** Words between commas. */
    static List<String> words(String text) {
        return List.of(text.strip().replaceAll("\\s+", " ").split(", "));
    }

    private String article() {
        return switch (random.nextInt(4)) {
            case 0 -> ", The";
            case 1 -> ", A";
            default -> "";
        };
    }

    private String foreign() {
        return random.nextInt(3) == 0 ? " (" + pick(FOREIGN) + ")" : "";
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
