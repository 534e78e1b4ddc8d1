/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/hyphens.h"

#include "base/hash.h"
#include "base/table.h"
#include "book/wording/wording.h"

#include <string.h>

/* Chosen. */
enum {
    LINES_A_HYPHEN = 50, /* a text that divides words has one in so many lines */
    FEWEST_HYPHENS = 2,
    WORD_BYTES = 48, /* of a half; a longer one is no word */
    GAP_BYTES = 200, /* between the halves: blanks and a blank line */
};

/* A hyphen between two halves of a word: [first, hyphen) and [second, end). */
struct divided {
    size_t first, hyphen, second, end;
    bool soft;
    bool in_line; /* "citi- zens": the line ends were lost before */
};

struct joiner {
    struct view text;
    const struct wording *wording;
    struct table words; /* lower case, of all that is not divided; also "well-known" */
};

static struct table_key key_of(struct view first, struct view second, const char *between)
{
    struct text word = {0};
    text_add_lower(&word, first);
    text_add_str(&word, between);
    text_add_lower(&word, second);
    struct table_key key = table_number(hash_of(text_view(&word)));
    text_release(&word);
    return key;
}

static struct table_key key_of_word(struct view word)
{
    return key_of(word, (struct view){"", 0}, "");
}

static size_t word_start(struct view text, size_t end)
{
    size_t at = end;
    while (at > 0 && end - at < WORD_BYTES) {
        size_t before = at;
        if (!rune_is_letter(rune_before(text, &before)))
            break;
        at = before;
    }
    return at;
}

static size_t word_end(struct view text, size_t start)
{
    size_t at = start;
    while (at < text.bytes && at - start < WORD_BYTES) {
        size_t next = at;
        if (!rune_is_letter(rune_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/* Reads the hyphen at `hyphen`; false when no word is divided there. */
static bool read_divided(struct view text, size_t hyphen, struct divided *out)
{
    bool soft = text.at[hyphen] != '-';
    size_t at = hyphen + 1 + soft, lines = 0;
    for (; at < text.bytes && at - hyphen < GAP_BYTES && strchr(" \t\r\n", text.at[at]) != NULL;
         at++)
        lines += text.at[at] == '\n';
    *out = (struct divided){.first = word_start(text, hyphen),
                            .hyphen = hyphen,
                            .second = at,
                            .end = word_end(text, at),
                            .soft = soft,
                            .in_line = lines == 0};
    bool gap = lines == 0 ? at == hyphen + 2 && !soft : lines <= 2;
    return gap && out->first < hyphen && out->end > at && rune_is_lower(rune_at(text, at)) &&
           !(out->first > 0 && strchr("-'", text.at[out->first - 1]) != NULL);
}

/* The next hyphen or soft hyphen at or after `at`. */
static size_t find_hyphen(struct view text, size_t at)
{
    for (;; at++) {
        at = view_find_either(text, '-', '\xC2', at);
        if (at >= text.bytes || text.at[at] == '-' ||
            view_starts(view_part(text, at, at + 2), "\xC2\xAD"))
            return at;
    }
}

/* Adds the words between two divided ones, and those with hyphens in them. */
static void add_words(struct joiner *joiner, size_t from, size_t to)
{
    struct view text = joiner->text;
    size_t last_start = 0, last_end = 0; /* of the word before */
    for (size_t at = from; at < to;) {
        size_t end = word_end(text, at);
        if (end == at) {
            rune_next(text, &at);
            continue;
        }
        struct view word = view_part(text, at, end);
        table_add(&joiner->words, key_of_word(word), 0);
        if (last_end + 1 == at && last_end > from && text.at[last_end] == '-')
            table_add(&joiner->words, key_of(view_part(text, last_start, last_end), word, "-"), 0);
        last_start = at;
        last_end = end;
        at = end;
    }
}

static bool knows(const struct joiner *joiner, struct view word)
{
    return table_has(&joiner->words, key_of_word(word));
}

static bool is_entry(const struct joiner *joiner, const char *section, struct view word)
{
    struct text key = {0};
    text_add_lower(&key, word);
    bool found = wording_find(joiner->wording, section, text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

static bool is_one_word(const struct joiner *joiner, const struct divided *divided)
{
    struct view first = view_part(joiner->text, divided->first, divided->hyphen);
    struct view second = view_part(joiner->text, divided->second, divided->end);
    if (divided->soft || table_has(&joiner->words, key_of(first, second, "")))
        return true;
    if (divided->in_line)
        return !knows(joiner, first) && !knows(joiner, second) &&
               !is_entry(joiner, "function words", second);
    return !table_has(&joiner->words, key_of(first, second, "-")) &&
           !is_entry(joiner, "hyphened", first) && !(knows(joiner, first) && knows(joiner, second));
}

/* Moves the second half with the marks after it to the first. */
static void join(struct view all, const struct divided *divided)
{
    char gap[GAP_BYTES], *text = (char *)all.at;
    size_t end = divided->second, lines = 0;
    while (end < all.bytes && end - divided->second < 2 * WORD_BYTES &&
           strchr(" \t\r\n", all.at[end]) == NULL)
        end++;
    bool last = end == all.bytes || strchr("\r\n", all.at[end]) != NULL;
    size_t half = end - divided->second;
    for (size_t i = divided->hyphen; i < divided->second; i++)
        if (strchr("\r\n", all.at[i]) != NULL)
            gap[lines++] = all.at[i];
    lines = last ? 0 : lines; /* the word was the last of its line: the two lines become one */
    end += last || all.at[end] != ' ' ? 0 : 1;
    memmove(text + divided->hyphen, text + divided->second, half);
    size_t to = divided->hyphen + half;
    memset(text + to, ' ', end - to);
    memcpy(text + end - lines, gap, lines);
}

bool hyphens_join(struct view text, const struct wording *wording)
{
    struct joiner joiner = {.text = text, .wording = wording};
    struct view all = joiner.text;
    struct divided divided;
    size_t lines = 1, hyphens = 0, soft = 0, from = 0;
    for (size_t at = view_find(all, "\n", 0); at < all.bytes; at = view_find(all, "\n", at + 1))
        lines++;
    for (size_t at = find_hyphen(all, 0); at < all.bytes; at = find_hyphen(all, at + 1)) {
        bool found = read_divided(all, at, &divided);
        hyphens += found && !divided.soft && !divided.in_line;
        soft += found && divided.soft;
    }
    bool divides = hyphens >= FEWEST_HYPHENS && hyphens * LINES_A_HYPHEN >= lines;
    if (!divides && soft == 0)
        return false;
    for (size_t at = divides ? find_hyphen(all, 0) : all.bytes; at < all.bytes;
         at = find_hyphen(all, at + 1))
        if (read_divided(all, at, &divided)) {
            add_words(&joiner, from, divided.first);
            from = divided.end;
        }
    if (divides)
        add_words(&joiner, from, all.bytes);
    bool changed = false;
    for (size_t at = find_hyphen(all, 0); at < all.bytes; at = find_hyphen(all, at + 1))
        if (read_divided(all, at, &divided) && (divides || divided.soft) &&
            is_one_word(&joiner, &divided)) {
            join(all, &divided);
            changed = true;
        }
    table_release(&joiner.words);
    return changed;
}
