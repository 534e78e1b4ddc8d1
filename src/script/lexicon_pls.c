#include "script/lexicon_parts.h"

#include "base/mem.h"

#include <libxml/xmlreader.h>
#include <string.h>

/*
 * The W3C's Pronunciation Lexicon: <lexicon><lexeme><grapheme/>... <alias/> or <phoneme/></lexeme>.
 * Of several pronunciations the one with prefer="true" is taken, else the first.
 */

enum { GRAPHEMES_MAX = 64 };

struct pls {
    struct lexicon *lexicon;
    const char *file;
    xmlTextReaderPtr reader;
    struct text alphabet;  /* of the lexicon element */
    bool wanted;           /* its language */
    struct text graphemes; /* of the lexeme, each with a zero byte behind it */
    int grapheme_lines[GRAPHEMES_MAX], grapheme_count;
    struct text spoken, problem;
    bool has_spoken, preferred;
    struct err *err;
};

static int line_of(const struct pls *pls)
{
    xmlNodePtr node = xmlTextReaderCurrentNode(pls->reader);
    return node != NULL ? (int)xmlGetLineNo(node) : xmlTextReaderGetParserLineNumber(pls->reader);
}

/* The value of an attribute, or "" in `out`. */
static void read_attribute(const struct pls *pls, const char *name, struct text *out)
{
    xmlChar *value = xmlTextReaderGetAttribute(pls->reader, BAD_CAST name);
    text_clear(out);
    text_add_str(out, value != NULL ? (const char *)value : "");
    xmlFree(value);
}

/* The text inside the element, blanks trimmed. */
static void read_content(const struct pls *pls, struct text *out)
{
    xmlChar *content = xmlTextReaderReadString(pls->reader);
    text_add_view(out, view_trim(view_of(content != NULL ? (const char *)content : "")));
    xmlFree(content);
}

static void read_grapheme(struct pls *pls)
{
    if (pls->grapheme_count == GRAPHEMES_MAX)
        return;
    size_t before = pls->graphemes.bytes;
    read_content(pls, &pls->graphemes);
    if (pls->graphemes.bytes == before)
        return;
    text_add_char(&pls->graphemes, '\0');
    pls->grapheme_lines[pls->grapheme_count++] = line_of(pls);
}

/* [[ would begin phonemes. */
static void read_alias(struct pls *pls)
{
    struct text content = {0};
    read_content(pls, &content);
    struct view v = text_view(&content);
    for (size_t i = 0; i < v.bytes; i++) {
        text_add_char(&pls->spoken, v.at[i]);
        if (v.at[i] == '[' && i + 1 < v.bytes && v.at[i + 1] == '[')
            text_add_char(&pls->spoken, ' ');
    }
    text_release(&content);
}

static bool convert(struct pls *pls, struct view alphabet, struct view content)
{
    if (alphabet.bytes == 0 || view_is_nocase(alphabet, "ipa"))
        return phonemes_from_ipa(pls->lexicon, content, &pls->spoken, &pls->problem, pls->err);
    if (view_is_nocase(alphabet, "x-sampa") || view_is_nocase(alphabet, "xsampa"))
        return phonemes_from_sampa(pls->lexicon, content, &pls->spoken, &pls->problem, pls->err);
    if (view_is_nocase(alphabet, "espeak") || view_is_nocase(alphabet, "x-espeak")) {
        text_add_view(&pls->spoken, content);
        return true;
    }
    return err_set(pls->err, ERR_INPUT,
                   "%s:%d: alphabet \"%.*s\" is not known; ipa, x-sampa and espeak are", pls->file,
                   line_of(pls), VIEW_ARGS(alphabet));
}

static bool read_phoneme(struct pls *pls)
{
    struct text alphabet = {0}, content = {0};
    read_attribute(pls, "alphabet", &alphabet);
    read_content(pls, &content);
    text_add_str(&pls->spoken, "[[");
    bool good = convert(pls, alphabet.bytes > 0 ? text_view(&alphabet) : text_view(&pls->alphabet),
                        text_view(&content));
    text_add_str(&pls->spoken, "]]");
    text_release(&alphabet);
    text_release(&content);
    return good;
}

/* <alias> or <phoneme>: the preferred one, else the first. */
static bool read_pronunciation(struct pls *pls, bool alias)
{
    struct text prefer = {0};
    read_attribute(pls, "prefer", &prefer);
    bool preferred = view_is(text_view(&prefer), "true");
    text_release(&prefer);
    if (pls->has_spoken && (pls->preferred || !preferred))
        return true;
    pls->has_spoken = true;
    pls->preferred = preferred;
    text_clear(&pls->spoken);
    text_clear(&pls->problem);
    if (!alias)
        return read_phoneme(pls);
    read_alias(pls);
    return true;
}

static void begin_lexeme(struct pls *pls)
{
    text_clear(&pls->graphemes);
    text_clear(&pls->spoken);
    text_clear(&pls->problem);
    pls->grapheme_count = 0;
    pls->has_spoken = pls->preferred = false;
}

static const char *keep_problem(const struct pls *pls)
{
    if (pls->problem.bytes == 0)
        return NULL;
    struct text sentence = {0};
    text_addf(&sentence, "no phoneme for %s: left out", pls->problem.at);
    const char *kept = arena_copy_text(pls->lexicon->arena, sentence.at, sentence.bytes);
    text_release(&sentence);
    return kept;
}

static bool end_lexeme(struct pls *pls)
{
    if (pls->grapheme_count == 0 || !pls->has_spoken)
        return err_set(pls->err, ERR_INPUT, "%s:%d: a <lexeme> without %s%s%s", pls->file,
                       line_of(pls),
                       pls->grapheme_count == 0 ? "<grapheme>" : "<alias> or <phoneme>",
                       pls->grapheme_count == 0 ? "" : ": ",
                       pls->grapheme_count == 0 ? "" : pls->graphemes.at);
    struct arena *arena = pls->lexicon->arena;
    const char *spoken = arena_copy_text(arena, text_view(&pls->spoken).at, pls->spoken.bytes);
    const char *problem = keep_problem(pls);
    const char *grapheme = pls->graphemes.at;
    for (int i = 0; i < pls->grapheme_count && pls->wanted; i++) {
        struct lexicon_entry entry = {
            .file = pls->file,
            .line = pls->grapheme_lines[i],
            .written = arena_copy_text(arena, grapheme, strlen(grapheme)),
            .spoken = spoken,
            .problem = problem,
        };
        if (!lexicon_add(pls->lexicon, &entry, false, pls->err))
            return false;
        grapheme += strlen(grapheme) + 1;
    }
    return true;
}

static void begin_lexicon(struct pls *pls)
{
    struct text language = {0};
    read_attribute(pls, "alphabet", &pls->alphabet);
    read_attribute(pls, "xml:lang", &language);
    pls->wanted = lexicon_wants(pls->lexicon, text_view(&language));
    text_release(&language);
}

static bool read_node(struct pls *pls)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(pls->reader);
    int type = xmlTextReaderNodeType(pls->reader);
    if (name == NULL)
        return true;
    if (type == XML_READER_TYPE_END_ELEMENT)
        return strcmp(name, "lexeme") != 0 || end_lexeme(pls);
    if (type != XML_READER_TYPE_ELEMENT)
        return true;
    if (strcmp(name, "lexicon") == 0)
        begin_lexicon(pls);
    else if (strcmp(name, "lexeme") == 0)
        begin_lexeme(pls);
    else if (strcmp(name, "grapheme") == 0)
        read_grapheme(pls);
    else if (strcmp(name, "alias") == 0 || strcmp(name, "phoneme") == 0)
        return read_pronunciation(pls, strcmp(name, "alias") == 0);
    return true;
}

/* libxml2 tells of errors through a callback; the first one is kept. */
static void keep_error(void *context, const char *message, xmlParserSeverities severity,
                       xmlTextReaderLocatorPtr locator)
{
    struct pls *pls = context;
    if (pls->err->kind != ERR_NONE || severity == XML_PARSER_SEVERITY_WARNING ||
        severity == XML_PARSER_SEVERITY_VALIDITY_WARNING)
        return;
    err_set(pls->err, ERR_INPUT, "%s:%d: not well-formed: %.*s", pls->file,
            xmlTextReaderLocatorLineNumber(locator), (int)strcspn(message, "\n"), message);
}

static bool read_all(struct pls *pls)
{
    int more;
    while ((more = xmlTextReaderRead(pls->reader)) == 1)
        if (!read_node(pls))
            return false;
    if (more != 0 && pls->err->kind == ERR_NONE)
        err_set(pls->err, ERR_INPUT, "%s:%d: not well-formed XML", pls->file, line_of(pls));
    return more == 0;
}

bool lexicon_read_pls(struct lexicon *lexicon, const char *path, struct view bytes, struct err *err)
{
    struct err first = {0};
    struct pls pls = {
        .lexicon = lexicon,
        .file = arena_copy_text(lexicon->arena, path, strlen(path)),
        .wanted = true,
        .err = &first,
    };
    pls.reader = xmlReaderForMemory(bytes.at, (int)bytes.bytes, path, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOCDATA);
    bool good = pls.reader != NULL;
    if (good) {
        xmlTextReaderSetErrorHandler(pls.reader, keep_error, &pls);
        good = read_all(&pls);
        xmlFreeTextReader(pls.reader);
    } else {
        err_set(&first, ERR_INPUT, "%s: cannot be read as XML", path);
    }
    if (!good)
        *err = first;
    text_release(&pls.alphabet);
    text_release(&pls.graphemes);
    text_release(&pls.spoken);
    text_release(&pls.problem);
    return good;
}
