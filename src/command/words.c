/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "command/command.h"
#include "command/options.h"
#include "command/project.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/espeak.h"
#include "speech/worker.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    WORD_MOST_BYTES =
        60,            /* GUARD_TOKEN_BYTES: longer words would be split before they are spoken */
    SPELLED_LEAST = 2, /* letters; a single one is always spelled */
    REPLY_MOST_BYTES = 256 << 20, /* chosen: more than the lines for any book */
};

/* One use of a word. */
struct word_use {
    struct view word;
    bool starts_sentence;
};

/* A word with all its uses. */
struct listed_word {
    struct view as_written; /* its first use in the book */
    size_t count;
    bool is_name; /* never in lower case, and at least once inside a sentence */
};

struct word_list {
    struct word_use *uses;
    size_t use_count, use_capacity;
    struct listed_word *items;
    size_t count, capacity;
};

static bool is_inner(uint32_t rune)
{
    return rune == '\'' || rune == 0x2019;
}

static bool starts_with_capital(struct view word)
{
    return rune_is_upper(rune_at(word, 0));
}

/* Compares without regard to case, by code point: the same on every machine. */
static int compare_folded(struct view a, struct view b)
{
    size_t at_a = 0, at_b = 0;
    while (at_a < a.bytes && at_b < b.bytes) {
        uint32_t rune_a = rune_to_lower(rune_next(a, &at_a));
        uint32_t rune_b = rune_to_lower(rune_next(b, &at_b));
        if (rune_a != rune_b)
            return rune_a < rune_b ? -1 : 1;
    }
    return (at_a < a.bytes) - (at_b < b.bytes);
}

static int by_word(const void *a, const void *b)
{
    const struct word_use *first = a, *second = b;
    int order = compare_folded(first->word, second->word);
    if (order != 0)
        return order;
    return first->word.at < second->word.at ? -1 : first->word.at > second->word.at;
}

static int by_count(const void *a, const void *b)
{
    const struct listed_word *first = a, *second = b;
    if (first->count != second->count)
        return first->count < second->count ? 1 : -1;
    return compare_folded(first->as_written, second->as_written);
}

/* One letter, alone or before an apostrophe (I'm, l'homme); but not in a name (O'Hara). */
static bool is_short(struct view word)
{
    size_t at = 0;
    bool capital = rune_is_upper(rune_next(word, &at));
    return at == word.bytes ||
           (is_inner(rune_next(word, &at)) && !(capital && rune_is_upper(rune_at(word, at))));
}

static void add_use(struct word_list *words, struct view word, bool starts_sentence)
{
    if (word.bytes > WORD_MOST_BYTES || is_short(word))
        return;
    words->uses =
        mem_grow(words->uses, words->use_count, &words->use_capacity, sizeof *words->uses);
    words->uses[words->use_count++] = (struct word_use){word, starts_sentence};
}

/* Adds the words of one utterance: letters, with apostrophes between them. */
static void add_utterance_words(struct word_list *words, struct view text, bool starts_sentence)
{
    for (size_t at = 0; at < text.bytes;) {
        size_t start = at, end;
        if (!rune_is_letter(rune_next(text, &at)))
            continue;
        for (end = at; at < text.bytes; end = at) {
            uint32_t rune = rune_next(text, &at);
            if (!rune_is_letter(rune) && !(is_inner(rune) && rune_is_letter(rune_at(text, at))))
                break;
        }
        if (at == text.bytes && rune_is_letter(rune_ending(text, at)))
            end = at;
        at = end;
        add_use(words, view_part(text, start, end), starts_sentence);
        starts_sentence = false;
    }
}

static void add_all_words(struct word_list *words, const struct script *script)
{
    bool starts_sentence = true;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        if (utterance->kind != UTTERANCE_HEADING)
            add_utterance_words(words, script_spoken(script, utterance),
                                starts_sentence || utterance->kind == UTTERANCE_VERSE ||
                                    utterance->kind == UTTERANCE_SPEECH);
        starts_sentence = utterance->ends_sentence;
    }
}

/* Sorts the uses and makes a listed word of those that differ in case at most; the most frequent
 * first. */
static void count_words(struct word_list *words)
{
    if (words->use_count > 0)
        qsort(words->uses, words->use_count, sizeof *words->uses, by_word);
    for (size_t i = 0, next; i < words->use_count; i = next) {
        bool small = false, capital_inside = false;
        struct listed_word word = {.as_written = words->uses[i].word};
        for (next = i; next < words->use_count &&
                       compare_folded(word.as_written, words->uses[next].word) == 0;
             next++) {
            bool capital = starts_with_capital(words->uses[next].word);
            small = small || !capital;
            capital_inside = capital_inside || (capital && !words->uses[next].starts_sentence);
        }
        word.count = next - i;
        word.is_name = !small && capital_inside;
        words->items = mem_grow(words->items, words->count, &words->capacity, sizeof *words->items);
        words->items[words->count++] = word;
    }
    if (words->count > 0)
        qsort(words->items, words->count, sizeof *words->items, by_count);
}

/* A word is spelled out when there are as many stresses as letters: the name of each letter has
 * one. */
static bool is_spelled(struct view word, struct view ipa)
{
    size_t letters = 0, stresses = 0;
    for (size_t at = 0; at < word.bytes;)
        letters += rune_is_letter(rune_next(word, &at));
    for (size_t at = 0; at < ipa.bytes;) {
        uint32_t rune = rune_next(ipa, &at);
        stresses += rune == 0x2C8 || rune == 0x2CC; /* primary and secondary stress */
    }
    return letters >= SPELLED_LEAST && stresses >= letters;
}

struct word_job {
    struct espeak *espeak;
    size_t voice;
    const struct word_list *words;
};

/* Runs in a child: a line for each word that is a name or is spelled out. */
static bool list_words(void *context, struct text *reply, struct err *err)
{
    struct word_job *job = context;
    struct text ipa = {0};
    bool good = true;
    for (size_t i = 0; good && i < job->words->count; i++) {
        const struct listed_word *word = &job->words->items[i];
        text_clear(&ipa);
        good = espeak_sound(job->espeak, job->voice, word->as_written, &ipa, err);
        bool spelled = good && is_spelled(word->as_written, text_view(&ipa));
        if (spelled || (good && word->is_name))
            text_addf(reply, "%zu\t%.*s\t%.*s\t%s\n", word->count, VIEW_ARGS(word->as_written),
                      VIEW_ARGS(text_view(&ipa)), spelled ? "spelled out" : "name");
    }
    text_release(&ipa);
    return good;
}

/* Prints lines of fields; nothing else that could have an effect on a terminal. */
static void write_lines(struct view lines)
{
    for (struct view line; view_next_line(&lines, &line); putchar('\n'))
        for (size_t start = 0; start <= line.bytes;) {
            size_t end = view_find(line, "\t", start);
            if (start > 0)
                putchar('\t');
            tty_write_masked(stdout, view_part(line, start, end));
            start = end + 1;
        }
}

static bool print_words(const struct project *project, struct err *err)
{
    const struct script *script = project->script;
    struct word_list words = {0};
    struct text reply = {0};
    add_all_words(&words, script);
    count_words(&words);
    struct espeak *espeak = espeak_open(script->voices, script->book->metadata.language, err);
    struct word_job job = {espeak, script->narrator, &words};
    struct worker_terms terms = {.reply_bytes = REPLY_MOST_BYTES};
    if (espeak != NULL)
        terms.descriptors = espeak_descriptors(espeak, &terms.descriptor_count);
    bool good = espeak != NULL && worker_run(list_words, &job, &terms, &reply, err) == WORKER_DONE;
    if (good) {
        write_lines(text_view(&reply));
        good = command_flush(err);
    }
    espeak_close(espeak);
    text_release(&reply);
    free(words.uses);
    free(words.items);
    return good;
}

bool command_words(const struct options *options, char **words, int count, struct err *err)
{
    struct project project = {0};
    bool good = command_need_book("words", count, err) &&
                project_open(&project, options, words[0], false, err) && print_words(&project, err);
    project_close(&project);
    return good;
}
