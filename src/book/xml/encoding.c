/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/encoding.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

enum {
    LABEL_BYTES = 40,          /* chosen: longer than any name of an encoding */
    LABEL_SEARCH_BYTES = 1024, /* WHATWG HTML 13.2.3.2, the prescan */
};

/* Among the bytes beyond ASCII: how many characters are UTF-8, and how many bytes are not. */
struct evidence {
    size_t good, bad;
};

/* The value after `key` near the start of the file: encoding="x" or charset=x. */
static bool label_after(struct view head, const char *key, char label[LABEL_BYTES])
{
    size_t at = view_find(head, key, 0);
    if (at == head.bytes)
        return false;
    at += strlen(key);
    while (at < head.bytes && (isspace((unsigned char)head.at[at]) || strchr("=\"'", head.at[at])))
        at++;
    size_t bytes = 0;
    while (at < head.bytes && bytes + 1 < LABEL_BYTES &&
           (isalnum((unsigned char)head.at[at]) || strchr("-_:.", head.at[at]) != NULL))
        label[bytes++] = head.at[at++];
    label[bytes] = '\0';
    return bytes > 0;
}

static bool find_label(struct view bytes, char label[LABEL_BYTES])
{
    struct view head = view_part(bytes, 0, LABEL_SEARCH_BYTES);
    if (view_starts(head, "<?xml"))
        return label_after(view_part(head, 0, view_find(head, "?>", 0)), "encoding", label);
    return label_after(head, "charset", label);
}

/* Latin-1 is read as windows-1252, the superset that its users mean, as browsers do (WHATWG
 * Encoding, 4.2). NULL for a label that must be wrong, since the text is neither UTF-8 nor UTF-16.
 */
static const char *charset_of(const char *label)
{
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"};
    static const char *const no[] = {"utf-7",    "utf-8",    "utf8",  "utf-16",
                                     "utf-16le", "utf-16be", "ucs-2", "iso-10646-ucs-2"};
    for (size_t i = 0; i < sizeof latin / sizeof latin[0]; i++)
        if (strcasecmp(label, latin[i]) == 0)
            return "windows-1252";
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (strcasecmp(label, no[i]) == 0)
            return NULL;
    return label;
}

/* ICU's own name, for messages: a constant, as the label is not. */
static const char *constant_name(const char *charset)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(charset, "MIME", &status);
    return U_SUCCESS(status) && name != NULL ? name : "windows-1252";
}

static bool convert(struct view bytes, const char *charset, struct xml_encoded *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &status);
    if (U_FAILURE(status))
        return false;
    size_t room = bytes.bytes * 3 + 16;
    char *made = mem_alloc(room);
    int32_t count = ucnv_toAlgorithmic(UCNV_UTF8, converter, made, (int32_t)room, bytes.at,
                                       (int32_t)bytes.bytes, &status);
    ucnv_close(converter);
    if (U_FAILURE(status) || count < 0 || (size_t)count >= room) {
        free(made);
        return false;
    }
    out->made = (struct text){.at = made, .bytes = (size_t)count, .capacity_bytes = room};
    out->text = text_view(&out->made);
    out->encoding = constant_name(charset);
    for (size_t at = 0; (at = view_find(out->text, "\xEF\xBF\xBD", at)) < (size_t)count; at += 3)
        out->bad_bytes++;
    return true;
}

/* UTF-16 by its mark, or by the zero byte beside the first '<'; else NULL. */
static const char *find_utf16(struct view v)
{
    const unsigned char *b = (const unsigned char *)v.at;
    if (v.bytes < 4)
        return NULL;
    if ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == '<' && b[1] == 0 && b[2] != 0 && b[3] == 0))
        return "UTF-16LE";
    if ((b[0] == 0xFE && b[1] == 0xFF) || (b[0] == 0 && b[1] == '<' && b[2] == 0 && b[3] != 0))
        return "UTF-16BE";
    return NULL;
}

static void as_utf8(struct view v, size_t bad, struct xml_encoded *out)
{
    out->encoding = "UTF-8";
    out->bad_bytes = bad;
    out->text = v;
    if (bad == 0)
        return;
    for (size_t at = 0; at < v.bytes;)
        text_add_rune(&out->made, rune_next(v, &at));
    out->text = text_view(&out->made);
}

void xml_encoding_read(struct view bytes, struct xml_encoded *out)
{
    *out = (struct xml_encoded){.encoding = "UTF-8"};
    bool marked = view_starts(bytes, "\xEF\xBB\xBF");
    if (marked)
        bytes = view_part(bytes, 3, bytes.bytes);
    const char *utf16 = find_utf16(bytes);
    if (utf16 != NULL && convert(bytes, utf16, out))
        return;
    struct evidence found = {0, 0};
    for (size_t at = view_skip_ascii(bytes, 0); at < bytes.bytes; at = view_skip_ascii(bytes, at)) {
        if ((unsigned char)bytes.at[at] < 0x80)
            continue;
        size_t before = at;
        if (rune_next(bytes, &at) == RUNE_BAD && at == before + 1)
            found.bad++;
        else
            found.good++;
    }
    if (found.bad == 0 || marked) {
        as_utf8(bytes, found.bad, out);
        return;
    }
    char label[LABEL_BYTES] = "";
    bool labelled = find_label(bytes, label);
    const char *charset = labelled ? charset_of(label) : "windows-1252";
    bool guessed = !labelled || charset == NULL;
    if (charset == NULL && found.good >= found.bad) {
        as_utf8(bytes, found.bad, out);
        return;
    }
    if ((charset == NULL || !convert(bytes, charset, out)) && !convert(bytes, "windows-1252", out))
        as_utf8(bytes, found.bad, out);
    out->guessed = guessed;
}
