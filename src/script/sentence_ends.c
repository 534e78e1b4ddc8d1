#include "script/sentence_ends.h"

#include "script/sentence_list.h"
#include "script/sentence_marks.h"
#include "script/sentence_rules.h"
#include "script/sentence_words.h"

#include <string.h>

enum {
    PART_MAX_LETTERS = 4,
    LABEL_MIN_BYTES = 3,
    LABEL_MAX_BYTES = 40, /* "LADY BRACKNELL." */
    BRACKET_MAX_BYTES = 200,
    ADVERBIAL_MAX_BYTES = 48, /* "On Monday morning at 6 a.m." */
};

/* Whether the only thing in the sentence so far is `word`, quotation marks aside. */
static bool begins_sentence(const struct place *s, struct view word) {
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.word.at != NULL && word.at <= first.word.at;
}

static bool is_one_letter(struct view word) {
    size_t at = 0;
    return word.bytes > 0 && rune_is_letter(rune_next(word, &at)) && at == word.bytes;
}

static bool is_starter(const struct place *s, const struct opening *next) {
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    if (!rune_is_upper(next->rune) || !sentence_knows(s->rules, SECTION_STARTERS, next->word))
        return false;
    bool initial = is_one_letter(next->word) && rune_at(s->text, end) == '.';
    return !initial;
}

static bool is_initial(struct view word) {
    return is_one_letter(word) && rune_is_upper(rune_at(word, 0));
}

/* "De Vries", "Le Page": a starter that a capital follows. */
static bool is_name_part(const struct place *s, const struct opening *next) {
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_is_upper(rune_at(s->text, mark_skip_blanks(s->text, end)));
}

static bool is_title(const struct place *s, const struct opening *next) {
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return next->word.bytes > 0 && rune_at(s->text, end) == '.' &&
           sentence_abbreviation(s->rules, next->word) == ABBREVIATION_TITLE;
}

/* "At 5 a.m.": the sentence begins with a word of time or place and is short. */
static bool is_adverbial(const struct place *s, size_t end) {
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return end - s->sentence <= ADVERBIAL_MAX_BYTES &&
           sentence_knows(s->rules, SECTION_OPENERS, first.word);
}

static struct view word_before(const struct place *s, struct view word) {
    size_t end = (size_t)(word.at - s->text.at);
    while (end > s->sentence && rune_is_space(rune_ending(s->text, end)))
        rune_before(s->text, &end);
    return end > s->sentence ? word_ending(s->text, end) : (struct view){word.at, 0};
}

static bool ends_after_abbreviation(const struct place *s, enum abbreviation kind, struct view word,
                                    const struct opening *next) {
    bool starter = is_starter(s, next);
    bool digit = rune_is_digit(next->rune);
    switch (kind) {
    case ABBREVIATION_NUMBER:
        if (starter || is_one_letter(word))
            return starter; /* "No. I was alone." */
        return !digit && !word_is_roman(next->word) && next->word.bytes > 1;
    case ABBREVIATION_UNIT:
        return !digit;
    case ABBREVIATION_TIME:
        if (digit && !rune_is_digit(rune_at(word_before(s, word), 0)))
            return false; /* "A.D. 45" */
        return starter || !is_adverbial(s, (size_t)(word.at - s->text.at));
    case ABBREVIATION_AFTER:
        return starter || is_title(s, next);
    case ABBREVIATION_END:
        return !digit;
    case ABBREVIATION_NEVER:
        return false;
    case ABBREVIATION_TITLE:
        return starter && !is_name_part(s, next);
    default:
        return starter;
    }
}

/* The part after the last hyphen, apostrophe or dot: "l'Ing" is an Ing, "Tuesday.Mr" a Mr. */
static struct view last_part(struct view word) {
    for (size_t at = word.bytes; at > 0;) {
        size_t end = at;
        uint32_t rune = rune_before(word, &at);
        if (rune == '-' || rune == '\'' || rune == 0x2019 || rune == '.')
            return view_part(word, end, word.bytes);
    }
    return word;
}

/* "U.S", "Ph.D", but not "example.com": dots between at most four letters or digits each. */
static bool has_inner_dots(struct view word) {
    size_t letters = 0, dots = 0;
    for (size_t at = 0; at < word.bytes;) {
        bool dot = rune_next(word, &at) == '.';
        letters = dot ? 0 : letters + 1;
        dots += dot;
        if (letters > PART_MAX_LETTERS)
            return false;
    }
    return dots > 0;
}

/* "a. m.", "z. B.": one letter and, before it, others, written without blanks into `joined`. */
static enum abbreviation spaced_abbreviation(const struct place *s, struct view word,
                                             struct view *first) {
    char joined[32];
    size_t room = sizeof joined, used = 0;
    struct view parts[4] = {word};
    int count = 1;
    while (count < 4) {
        struct view before = word_before(s, parts[count - 1]);
        if (!is_one_letter(before) || before.at[before.bytes] != '.')
            break;
        parts[count++] = before;
    }
    if (count == 1)
        return ABBREVIATION_NONE;
    *first = parts[count - 1];
    for (int i = count - 1; i >= 0; i--) {
        if (used + parts[i].bytes + 1 > room)
            return ABBREVIATION_NONE;
        memcpy(joined + used, parts[i].at, parts[i].bytes);
        used += parts[i].bytes;
        joined[used++] = '.';
    }
    return sentence_abbreviation(s->rules, (struct view){joined, used - 1});
}

/* One letter and a dot: an initial, unless it is a word ("you and I.") or a starter follows. */
static bool ends_after_letter(const struct place *s, struct view word, const struct opening *next) {
    struct view first = word;
    enum abbreviation kind = spaced_abbreviation(s, word, &first);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, first, next);
    if (begins_sentence(s, word))
        return false;
    if (sentence_knows(s->rules, SECTION_WORDS, word)) {
        struct view before = word_before(s, word);
        if (before.bytes > 0 && rune_is_lower(rune_at(before, 0)))
            return true;
    }
    return is_starter(s, next) && !(is_one_letter(word) && is_name_part(s, next));
}

static bool ends_after_number(const struct place *s, struct view word, const struct opening *next) {
    if (begins_sentence(s, word) || rune_is_digit(next->rune))
        return false;
    if (sentence_knows(s->rules, SECTION_MONTHS, next->word))
        return false;
    if (s->rules->ordinals && word.bytes <= 2)
        return is_starter(s, next);
    return true;
}

static enum abbreviation abbreviation_of(const struct place *s, struct view word) {
    enum abbreviation kind = sentence_abbreviation(s->rules, word);
    if (kind == ABBREVIATION_NONE)
        kind = sentence_abbreviation(s->rules, last_part(word));
    size_t digits = 0;
    while (rune_is_digit(rune_at(word, digits)))
        digits++;
    struct view unit = view_part(word, digits, word.bytes);
    if (digits > 0 && sentence_abbreviation(s->rules, unit) == ABBREVIATION_UNIT)
        return ABBREVIATION_UNIT; /* "6d." */
    bool measure = kind == ABBREVIATION_UNIT;
    return measure && !rune_is_digit(rune_at(word_before(s, word), 0)) ? ABBREVIATION_NONE : kind;
}

/* One dot that is no part of an ellipsis, before a capital, a digit or a letter without case. */
static bool ends_after_dot(const struct place *s, const struct mark *mark,
                           const struct opening *next) {
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0) /* the degree sign of "No. 5" in Romance languages */
        return rune_ending(s->text, mark->start) != 0xB0 || !rune_is_digit(next->rune);
    if (word_is_number(word))
        return ends_after_number(s, word, next);
    enum abbreviation kind = abbreviation_of(s, word);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, word, next);
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    if (before == 0xB0 || before == '/') /* units: degrees, km/h */
        return true;
    if (is_one_letter(word) || is_initial(last_part(word)) || has_inner_dots(word))
        return ends_after_letter(s, word, next);
    if (word_is_roman(word))
        return !begins_sentence(s, word) && is_starter(s, next);
    return !(rune_is_digit(next->rune) && word_is_small_roman(word));
}

/* "No! No! No!" is one outcry. */
static bool is_repeated(const struct place *s, const struct mark *mark,
                        const struct opening *next) {
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0 || !view_equal(word, next->word))
        return false;
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_at(s->text, end) == rune_at(s->text, mark->start);
}

/* Whether all is capitals, blanks, dots and hyphens. */
static bool is_capitals(struct view name) {
    for (size_t at = 0; at < name.bytes;) {
        uint32_t rune = rune_next(name, &at);
        if (!rune_is_upper(rune) && rune != ' ' && rune != '.' && rune != '-')
            return false;
    }
    return true;
}

/* "ALGERNON." or "Nora (sitting down)." before a speech in a play. */
static bool is_speaker_label(const struct place *s, const struct mark *mark) {
    struct view label = view_part(s->text, s->first, mark->start);
    if (s->sentence != s->first || label.bytes > LABEL_MAX_BYTES || label.bytes < LABEL_MIN_BYTES ||
        sentence_knows(s->rules, SECTION_STARTERS, word_at(label, 0)))
        return false;
    size_t bracket = view_find(label, " (", 0);
    struct view name = view_part(label, 0, bracket);
    bool direction = view_ends(label, ")") && rune_is_lower(rune_at(label, bracket + 2));
    if (bracket < label.bytes && !direction)
        return false;
    return is_capitals(name) || (direction && word_at(name, 0).bytes == name.bytes);
}

/* "Awesome.com": a dot and a small letter inside. */
static bool is_address(struct view word) {
    size_t dot = view_find(word, ".", 0);
    return rune_is_lower(rune_at(word, dot + 1));
}

static bool is_long_number(struct view word) {
    return word.bytes >= 3 && word_is_number(word);
}

/* "world.Today": a missing blank between a word and a capitalised one, not in an address. */
static bool is_glued(const struct place *s, const struct mark *mark) {
    size_t at = mark->end;
    if (!rune_is_upper(rune_next(s->text, &at)))
        return false;
    struct view word = word_ending(s->text, mark->start), next = word_at(s->text, mark->end);
    bool letter = sentence_knows(s->rules, SECTION_WORDS, next);
    if (!letter && !rune_is_lower(rune_at(s->text, at)))
        return false;
    if (word.bytes == 0 || is_address(next) || is_one_letter(word) || is_initial(last_part(word)))
        return false;
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    uint32_t after = rune_at(s->text, mark->end + next.bytes);
    return before != '/' && before != '@' && before != ':' && after != '@' &&
           (rune_is_lower(rune_ending(word, word.bytes)) || is_long_number(word));
}

/* A mark that goes on with what stands before it. */
static bool is_comma(uint32_t rune) {
    return rune == ',' || rune == ';' || rune == ':' || rune == '/' || rune == 0x60C ||
           rune == 0x3001 || rune == 0xFF0C || rune == 0xFF1A || rune == 0xFF1B;
}

static bool begins_with_dash(const struct place *s) {
    return mark_class(s->rules, rune_at(s->text, s->first)) == MARK_DASH;
}

static bool is_uncased(uint32_t rune) {
    return rune_is_letter(rune) && !rune_is_upper(rune) && !rune_is_lower(rune);
}

/* A dash between two sentences: it opens a speech, or names the source of a quotation. */
static bool ends_before_dash(const struct place *s, const struct mark *mark) {
    bool opens = s->rules->dialogue_dash || begins_with_dash(s);
    return !mark->quoted && (opens || !mark->strong);
}

/* "Maria! (Paris, 1965) and": the mark belongs to a title; the sentence goes on behind the bracket.
 */
static bool goes_on_after_bracket(const struct place *s, const struct mark *mark) {
    struct view ahead = view_part(s->text, mark->next, mark->next + BRACKET_MAX_BYTES);
    size_t end = view_find(ahead, ")", 0);
    size_t next = mark_skip_blanks(ahead, end + 1);
    uint32_t rune = rune_at(ahead, next);
    return rune_at(ahead, 0) == '(' && end < ahead.bytes &&
           ((next > end + 1 && rune_is_lower(rune)) || is_comma(rune));
}

/* "sooner ... Well", but "... and Mary ... Tom": an ellipsis of three dots after a blank is a
 * pause. */
static bool ends_after_ellipsis(const struct place *s, const struct mark *mark,
                                const struct opening *next) {
    bool spaced = rune_is_space(rune_ending(s->text, mark->start));
    if (mark->dots > 3)
        return true;
    if (spaced)
        return is_starter(s, next) && !sentence_knows(s->rules, SECTION_WORDS, next->word);
    return !sentence_knows(s->rules, SECTION_WORDS, next->word);
}

/* Before a capital, a digit, a sign, or a letter without case. */
static bool ends_before_capital(const struct place *s, const struct mark *mark,
                                const struct opening *next) {
    bool plain_dot = mark->dots == 1 && !mark->strong;
    bool speech = mark->quoted || (mark->strong && begins_with_dash(s));
    if (speech && is_speech_tag(s->rules, s->text, mark->next, !plain_dot))
        return false;
    if (mark->quoted && mark->strong && is_uncased(next->rune))
        return false; /* nothing tells "he said" from a new sentence */
    if ((next->dash && !ends_before_dash(s, mark)) || goes_on_after_bracket(s, mark))
        return false;
    if (mark->ellipsis || mark->dash)
        return mark->quoted || ends_after_ellipsis(s, mark, next);
    if (mark->strong)
        return !is_repeated(s, mark, next);
    return ends_after_dot(s, mark, next) && !is_speaker_label(s, mark);
}

/* After a mark that needs no blank: not inside of a number, nor before "he said" in Chinese. */
static bool ends_after_full(const struct place *s, const struct mark *mark) {
    if (!mark->spaced && rune_is_digit(rune_ending(s->text, mark->start)) &&
        rune_is_digit(rune_at(s->text, mark->end)))
        return false;
    if (!mark->quoted)
        return true;
    if (s->rules->tags == TAGS_AFTER_NAME)
        return !mark->strong;
    return !is_clause_tag(s->rules, s->text, mark->next);
}

bool sentence_ends_at(const struct place *s, const struct mark *mark) {
    struct opening next;
    if (mark->next >= s->text.bytes || !(mark->spaced || mark->full || is_glued(s, mark)))
        return false;
    opening_read(s->rules, s->text, mark->next, &next);
    if (next.rune == 0 || is_comma(next.rune))
        return false;
    if (mark->aside)
        return !mark->strong && (next.quote || is_starter(s, &next));
    if (mark->quoted && next.quote)
        return true;
    if (mark->full)
        return ends_after_full(s, mark);
    struct list_marker item = list_marker_at(s->text, mark->next);
    if (rune_is_lower(next.rune) && !list_is_first(&item))
        return word_is_camel(next.word) && mark->dots == 1 && !mark->quoted;
    return ends_before_capital(s, mark, &next);
}
