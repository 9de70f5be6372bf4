package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What taggers write on films: a few words often, very many rarely, in their own spelling. */
final class Tags {

    private static final List<String> PLAIN = Titles.words(
            """
            slow burn, twist ending, funny, atmospheric, comfort viewing, predictable, great soundtrack, quirky,
            heist, road trip, too long, witty, bittersweet, based on a novel, time travel, courtroom, found
            family, small town, rewatch, overrated, underrated, black and white, strong lead, unreliable
            narrator, visually rich, sad, feel-good, tense, satire, sci-fi, family, space, noir, one location,
            chess, trains, boats, food, winter, music
            """);
    private static final List<String> ODD = List.of(
            "\"cult\"",
            "good, not great",
            "Ménage",
            "naïve",
            "café scenes",
            "FUNNY",
            "Sci-Fi",
            "1980s",
            "R&B",
            "50/50",
            "don't watch alone",
            "für Kinder",
            "über-stylish",
            "🎬 classic");
    private static final List<String> MOODS = Titles.words(
            """
            warm, cold, dark, bright, gentle, brutal, dry, loud, quiet, clever, clumsy, elegant, honest, bleak,
            playful, dreamy, gritty, lavish, minimal, nervous
            """);
    private static final List<String> ASPECTS = Titles.words(
            """
            ending, opening, dialogue, score, photography, costumes, villain, hero, pacing, plot, editing, cast,
            humour, romance, setting, animation, dubbing, subtitles, lighting, stunts, colours, sound, script,
            twist, action, silence, framing, makeup, finale, chemistry
            """);

    private final Catalogue catalogue;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final List<String> words = vocabulary();
    private final Lottery lottery = byRank(words.size());

    Tags(Catalogue catalogue, Timeline timeline, RandomGenerator random) {
        this.catalogue = catalogue;
        this.timeline = timeline;
        this.random = random;
    }

    void write(Audience audience, Path path) throws IOException {
        try (TextFile file = TextFile.csv(path, "userId", "movieId", "tag", "timestamp")) {
            for (int user = 0; user < audience.size(); user++) {
                write(user, audience, file);
            }
        }
    }

    private void write(int user, Audience audience, TextFile file) throws IOException {
        TreeMap<Long, Long> secondByFilmAndWord = new TreeMap<>();
        while (secondByFilmAndWord.size() < audience.tags(user)) {
            long second = second(audience.joined(user));
            int film = filmReleasedBy(timeline.monthOf(second));
            secondByFilmAndWord.putIfAbsent((long) film << 20 | lottery.draw(random), second);
        }
        for (var tagged : secondByFilmAndWord.entrySet()) {
            file.field(user + 1L)
                    .field(catalogue.id((int) (tagged.getKey() >>> 20)))
                    .field(words.get((int) (tagged.getKey() & 0xF_FFFF)))
                    .field(tagged.getValue())
                    .endRow();
        }
    }

    private long second(int joined) {
        long start = timeline.start(joined);
        return start + (long) (random.nextDouble() * (timeline.end() - start));
    }

    private int filmReleasedBy(int month) {
        int film = catalogue.draw(random);
        for (int i = 0; i < 100 && catalogue.released(film) > month; i++) {
            film = catalogue.draw(random);
        }
        return film;
    }

    private static List<String> vocabulary() {
        List<String> words = new ArrayList<>(PLAIN);
        words.addAll(ODD);
        for (String aspect : ASPECTS) {
            for (String mood : MOODS) {
                words.add(mood + ' ' + aspect);
            }
            words.add(ODD.get(words.size() % ODD.size()) + " (" + aspect + ")");
        }
        return words;
    }

    private static Lottery byRank(int size) {
        double[] weights = new double[size];
        for (int rank = 0; rank < size; rank++) {
            weights[rank] = 1.0 / (rank + 4);
        }
        return new Lottery(weights);
    }
}
