/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/pronunciation/pls.h"

#include "base/mem.h"
#include "book/pronunciation/phonemes.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

/* How much text of an element is examined, with its blanks, to see whether it is too long.
 * Chosen: markup may have several blanks for each letter. */
enum { LOOKED_AT_BYTES = 4 * PHONEMES_MAX_BYTES };

struct pls_reader {
    struct pls *pls;
    struct phonemes *phonemes;
    const char *alphabet; /* of the lexicon element; may be NULL */
};

/* What is said for a lexeme, or why nothing can be. */
struct speaking {
    struct text spoken, problem;
    bool phonemes, wrong, preferred;
    int line; /* of the pronunciation with the problem */
};

static const char *keep(struct pls *pls, const struct text *text)
{
    struct view v = text_view(text);
    return arena_copy_text(pls->arena, v.at, v.bytes);
}

static void add_entry(struct pls *pls, const struct pls_entry *entry)
{
    pls->full = pls->count >= PLS_MAX_ENTRIES;
    if (pls->full)
        return;
    pls->entries = mem_grow(pls->entries, pls->count, &pls->capacity, sizeof *pls->entries);
    pls->entries[pls->count++] = *entry;
}

static enum phonemes_result speak_alias(struct view content, struct speaking *speaking,
                                        struct text *problem)
{
    if (content.bytes == 0)
        text_add_str(problem, "an empty pronunciation");
    else if (content.bytes > PLS_MAX_WORD_BYTES)
        text_add_str(problem, "a pronunciation that is too long");
    else {
        /* Without [[, which would begin phonemes. */
        for (size_t i = 0; i < content.bytes; i++) {
            text_add_char(&speaking->spoken, content.at[i]);
            if (content.at[i] == '[' && i + 1 < content.bytes && content.at[i + 1] == '[')
                text_add_char(&speaking->spoken, ' ');
        }
    }
    return problem->bytes > 0 ? PHONEMES_LACKING : PHONEMES_MAPPED;
}

static enum phonemes_result speak_phonemes(const struct pls_reader *reader,
                                           const struct xml_node *node, struct view content,
                                           struct speaking *speaking, struct text *problem)
{
    const char *alphabet = xml_attribute(node, "alphabet");
    if (alphabet == NULL || alphabet[0] == '\0')
        alphabet = reader->alphabet;
    return phonemes_map(reader->phonemes, alphabet, content, &speaking->spoken, problem);
}

/* Fills `speaking` from an <alias> or <phoneme>. The first problem is kept. */
static bool speak_element(const struct pls_reader *reader, const struct xml_node *node,
                          struct speaking *speaking)
{
    struct text content = {0}, problem = {0};
    xml_text(node, LOOKED_AT_BYTES, &content);
    speaking->phonemes = xml_is(node, "phoneme");
    enum phonemes_result result =
        speaking->phonemes ? speak_phonemes(reader, node, text_view(&content), speaking, &problem)
                           : speak_alias(text_view(&content), speaking, &problem);
    if (result != PHONEMES_MAPPED && speaking->problem.bytes == 0) {
        speaking->wrong = result == PHONEMES_WRONG;
        speaking->line = node->line;
        if (speaking->wrong)
            text_addf(&speaking->problem, "%s: ", content.at != NULL ? content.at : "");
        text_addf(&speaking->problem, "%s%s", problem.at, speaking->wrong ? "" : ": not used");
    }
    text_release(&content);
    text_release(&problem);
    return result == PHONEMES_MAPPED;
}

static const struct xml_node *next_pronunciation(const struct xml_node *lexeme,
                                                 const struct xml_node *after)
{
    const struct xml_node *child = after;
    do
        child = xml_child(lexeme, child, NULL);
    while (child != NULL && !xml_is(child, "alias") && !xml_is(child, "phoneme"));
    return child;
}

static bool is_preferred(const struct xml_node *pronunciation)
{
    const char *prefer = xml_attribute(pronunciation, "prefer");
    return prefer != NULL && strcmp(prefer, "true") == 0;
}

/* The preferred pronunciations are tried first, then the others. */
static bool speak_lexeme(const struct pls_reader *reader, const struct xml_node *lexeme,
                         struct speaking *speaking)
{
    for (int preferred = 1; preferred >= 0; preferred--)
        for (const struct xml_node *node = next_pronunciation(lexeme, NULL); node != NULL;
             node = next_pronunciation(lexeme, node))
            if (is_preferred(node) == preferred && speak_element(reader, node, speaking)) {
                speaking->preferred = preferred;
                return true;
            }
    return false;
}

/* An entry that only says what is wrong with the file. */
static void add_fault(struct pls *pls, int line, const char *sentence)
{
    add_entry(
        pls, &(struct pls_entry){.line = line,
                                 .written = "",
                                 .problem = arena_copy_text(pls->arena, sentence, strlen(sentence)),
                                 .wrong = true});
}

static void add_grapheme(struct pls *pls, const struct xml_node *grapheme, struct pls_entry entry)
{
    struct text written = {0};
    xml_text(grapheme, LOOKED_AT_BYTES, &written);
    if (written.bytes == 0) {
        add_fault(pls, grapheme->line, "an empty <grapheme>");
    } else if (written.bytes > PLS_MAX_WORD_BYTES) {
        add_fault(pls, grapheme->line, "a <grapheme> that is too long");
    } else {
        entry.written = keep(pls, &written);
        if (!entry.wrong)
            entry.line = grapheme->line;
        add_entry(pls, &entry);
    }
    text_release(&written);
}

static void read_lexeme(const struct pls_reader *reader, const struct xml_node *lexeme)
{
    struct pls *pls = reader->pls;
    const struct xml_node *grapheme = xml_child(lexeme, NULL, "grapheme");
    if (grapheme == NULL || next_pronunciation(lexeme, NULL) == NULL) {
        struct text name = {0}, sentence = {0};
        xml_text(lexeme, 60, &name);
        text_addf(&sentence, "the <lexeme> \"%.*s\" has no %s", VIEW_ARGS(text_view(&name)),
                  grapheme == NULL ? "<grapheme>" : "<alias> or <phoneme>");
        add_fault(pls, lexeme->line, sentence.at);
        text_release(&sentence);
        text_release(&name);
        return;
    }
    struct speaking speaking = {0};
    bool good = speak_lexeme(reader, lexeme, &speaking);
    struct pls_entry entry = {
        .spoken = good ? keep(pls, &speaking.spoken) : NULL,
        .phonemes = speaking.phonemes,
        .problem = good ? NULL : keep(pls, &speaking.problem),
        .wrong = !good && speaking.wrong,
        .preferred = speaking.preferred,
        .line = good ? 0 : speaking.line,
    };
    for (; grapheme != NULL && !pls->full; grapheme = xml_child(lexeme, grapheme, "grapheme"))
        add_grapheme(pls, grapheme, entry);
    text_release(&speaking.spoken);
    text_release(&speaking.problem);
}

/* Which of the entries for one written form counts: the one with the lowest rank. */
static int rank(const struct pls_entry *entry)
{
    return entry->spoken == NULL ? 2 : entry->preferred ? 0 : 1;
}

static int by_written(const void *a, const void *b)
{
    const struct pls_entry *x = *(struct pls_entry *const *)a, *y = *(struct pls_entry *const *)b;
    int order = strcmp(x->written, y->written);
    if (order == 0)
        order = rank(x) - rank(y);
    return order != 0 ? order : x < y ? -1 : x > y;
}

/* Keeps one entry for each written form, and all entries that say what is wrong with the file. */
static void drop_repeats(struct pls *pls)
{
    struct pls_entry **sorted = mem_zero(pls->count + 1, sizeof(struct pls_entry *));
    for (size_t i = 0; i < pls->count; i++)
        sorted[i] = &pls->entries[i];
    qsort(sorted, pls->count, sizeof *sorted, by_written);
    for (size_t i = pls->count; i > 1; i--)
        if (!sorted[i - 1]->wrong && strcmp(sorted[i - 1]->written, sorted[i - 2]->written) == 0)
            sorted[i - 1]->written = NULL;
    free(sorted);
    size_t kept = 0;
    for (size_t i = 0; i < pls->count; i++)
        if (pls->entries[i].written != NULL)
            pls->entries[kept++] = pls->entries[i];
    pls->count = kept;
}

static bool read_root(struct pls *pls, struct languages *languages, const struct xml_node *root,
                      const char *language, struct err *err)
{
    const char *own = xml_attribute(root, "xml:lang");
    pls->language = own != NULL ? arena_copy_text(pls->arena, own, strlen(own)) : "";
    struct pls_reader reader = {
        .pls = pls,
        .phonemes =
            phonemes_new(languages, pls->language[0] != '\0' ? pls->language : language, err),
        .alphabet = xml_attribute(root, "alphabet"),
    };
    if (reader.phonemes == NULL)
        return false;
    for (const struct xml_node *lexeme = xml_child(root, NULL, "lexeme");
         lexeme != NULL && !pls->full; lexeme = xml_child(root, lexeme, "lexeme"))
        read_lexeme(&reader, lexeme);
    if (pls->full)
        pls->entries[pls->count - 1] =
            (struct pls_entry){.line = pls->entries[pls->count - 1].line,
                               .written = "",
                               .problem = "too many words; what follows is not used",
                               .wrong = true};
    drop_repeats(pls);
    phonemes_free(reader.phonemes);
    return true;
}

struct pls *pls_read(struct languages *languages, struct view bytes, const char *language,
                     struct err *err)
{
    if (bytes.bytes > PLS_MAX_BYTES) {
        err_set(err, ERR_INPUT, "the lexicon is larger than %d MiB", PLS_MAX_BYTES >> 20);
        return NULL;
    }
    char *problem = NULL;
    struct xml_document *document = xml_parse(bytes, XML_STRICT, &problem);
    struct pls *pls = NULL;
    if (document == NULL || !xml_is(document->root, "lexicon")) {
        err_set(err, ERR_INPUT, "%s",
                document == NULL ? problem
                                 : "it is neither a W3C lexicon (it has no <lexicon>) nor a list");
    } else {
        pls = mem_zero(1, sizeof *pls);
        pls->arena = arena_new();
        if (!read_root(pls, languages, document->root, language, err)) {
            pls_free(pls);
            pls = NULL;
        }
    }
    free(problem);
    xml_free(document);
    return pls;
}

void pls_free(struct pls *pls)
{
    if (pls == NULL)
        return;
    arena_free(pls->arena);
    free(pls->entries);
    free(pls);
}
