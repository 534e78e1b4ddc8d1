#include "script/lexicon/parts.h"

#include "base/mem.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

/*
 * The W3C's Pronunciation Lexicon: <lexicon><lexeme><grapheme/>... <alias/> or <phoneme/></lexeme>.
 * Of several pronunciations the one with prefer="true" is taken, else the first.
 */

enum { CONTENT_MAX_BYTES = 1000 };

struct pls {
    struct lexicon *lexicon;
    const char *file;
    struct view alphabet; /* of the lexicon element */
    struct err *err;
};

static struct view attribute(const struct xml_node *node, const char *name)
{
    const char *value = xml_attribute(node, name);
    return view_of(value != NULL ? value : "");
}

/* [[ would begin phonemes. */
static void add_alias(struct view content, struct text *spoken)
{
    for (size_t i = 0; i < content.bytes; i++) {
        text_add_char(spoken, content.at[i]);
        if (content.at[i] == '[' && i + 1 < content.bytes && content.at[i + 1] == '[')
            text_add_char(spoken, ' ');
    }
}

static bool add_phonemes(const struct pls *pls, const struct xml_node *node, struct view content,
                         struct text *spoken, struct text *missing)
{
    struct view alphabet = attribute(node, "alphabet");
    if (alphabet.bytes == 0)
        alphabet = pls->alphabet;
    if (alphabet.bytes == 0 || view_is_nocase(alphabet, "ipa"))
        return phonemes_from_ipa(pls->lexicon, content, spoken, missing, pls->err);
    if (view_is_nocase(alphabet, "x-sampa") || view_is_nocase(alphabet, "xsampa"))
        return phonemes_from_sampa(pls->lexicon, content, spoken, missing, pls->err);
    bool own = view_is_nocase(alphabet, "espeak") || view_is_nocase(alphabet, "x-espeak");
    if (own && view_find(content, "]]", 0) == content.bytes) {
        text_add_view(spoken, content);
        return true;
    }
    return err_set(pls->err, ERR_INPUT,
                   "%s:%d: %.*s: %s \"%.*s\"; ipa, x-sampa and espeak are known", pls->file,
                   node->line, VIEW_ARGS(content), own ? "]] in alphabet" : "alphabet",
                   VIEW_ARGS(alphabet));
}

/* The <alias> or <phoneme> of a lexeme that counts. */
static const struct xml_node *find_pronunciation(const struct xml_node *lexeme)
{
    const struct xml_node *chosen = NULL;
    for (const struct xml_node *child = xml_child(lexeme, NULL, NULL); child != NULL;
         child = xml_child(lexeme, child, NULL)) {
        if (!xml_is(child, "alias") && !xml_is(child, "phoneme"))
            continue;
        if (view_is(attribute(child, "prefer"), "true"))
            return child;
        if (chosen == NULL)
            chosen = child;
    }
    return chosen;
}

static bool read_pronunciation(const struct pls *pls, const struct xml_node *node,
                               struct text *spoken, struct text *missing)
{
    struct text content = {0};
    bool good = true;
    xml_text(node, CONTENT_MAX_BYTES, &content);
    if (xml_is(node, "alias")) {
        add_alias(text_view(&content), spoken);
    } else {
        text_add_str(spoken, "[[");
        good = add_phonemes(pls, node, text_view(&content), spoken, missing);
        text_add_str(spoken, "]]");
    }
    text_release(&content);
    return good;
}

/* The sentence for lexicon_entry.problem. */
static const char *describe_missing(struct lexicon *lexicon, const struct text *missing)
{
    if (missing->bytes == 0)
        return NULL;
    struct text sentence = {0};
    text_addf(&sentence, "no phoneme for %s: left out", missing->at);
    const char *kept = arena_copy_text(lexicon->arena, sentence.at, sentence.bytes);
    text_release(&sentence);
    return kept;
}

static bool add_grapheme(const struct pls *pls, const struct xml_node *grapheme, const char *spoken,
                         const char *problem)
{
    struct text written = {0};
    xml_text(grapheme, CONTENT_MAX_BYTES, &written);
    bool empty = written.bytes == 0;
    struct lexicon_entry entry = {
        .file = pls->file,
        .line = grapheme->line,
        .written = arena_copy_text(pls->lexicon->arena, text_view(&written).at, written.bytes),
        .spoken = spoken,
        .problem = problem,
    };
    text_release(&written);
    if (empty)
        return err_set(pls->err, ERR_INPUT, "%s:%d: an empty <grapheme>", pls->file,
                       grapheme->line);
    return lexicon_add(pls->lexicon, &entry, false, pls->err);
}

static bool read_lexeme(const struct pls *pls, const struct xml_node *lexeme)
{
    const struct xml_node *grapheme = xml_child(lexeme, NULL, "grapheme");
    const struct xml_node *pronunciation = find_pronunciation(lexeme);
    if (grapheme == NULL || pronunciation == NULL) {
        struct text name = {0};
        xml_text(lexeme, 60, &name);
        err_set(pls->err, ERR_INPUT, "%s:%d: the <lexeme> \"%s\" has no %s", pls->file,
                lexeme->line, text_view(&name).at,
                grapheme == NULL ? "<grapheme>" : "<alias> or <phoneme>");
        text_release(&name);
        return false;
    }
    struct text spoken = {0}, missing = {0};
    bool good = read_pronunciation(pls, pronunciation, &spoken, &missing);
    const char *kept = arena_copy_text(pls->lexicon->arena, text_view(&spoken).at, spoken.bytes);
    const char *problem = describe_missing(pls->lexicon, &missing);
    for (; good && grapheme != NULL; grapheme = xml_child(lexeme, grapheme, "grapheme"))
        good = add_grapheme(pls, grapheme, kept, problem);
    text_release(&spoken);
    text_release(&missing);
    return good;
}

bool lexicon_read_pls(struct lexicon *lexicon, const char *path, struct view bytes, struct err *err)
{
    char *problem = NULL;
    struct xml_document *document = xml_parse(bytes, XML_STRICT, &problem);
    if (document == NULL || !xml_is(document->root, "lexicon")) {
        err_set(err, ERR_INPUT, "%s: %s", path,
                document == NULL ? problem : "no <lexicon>: neither a W3C lexicon nor a list");
        free(problem);
        xml_free(document);
        return false;
    }
    struct pls pls = {
        .lexicon = lexicon,
        .file = arena_copy_text(lexicon->arena, path, strlen(path)),
        .alphabet = attribute(document->root, "alphabet"),
        .err = err,
    };
    bool good = true;
    bool wanted = lexicon_wants(lexicon, attribute(document->root, "xml:lang"));
    for (const struct xml_node *lexeme = xml_child(document->root, NULL, "lexeme");
         good && wanted && lexeme != NULL; lexeme = xml_child(document->root, lexeme, "lexeme"))
        good = read_lexeme(&pls, lexeme);
    xml_free(document);
    return good;
}
