/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/encoding.h"

#include "book/input/mojibake.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum {
    HEADER_BYTES = 4096, /* chosen: Project Gutenberg's header names the encoding in these */
    SAMPLE_BYTES = 8192, /* all that ICU's detector looks at, its limit */
    /* Chosen: text has next to none, a program or a picture has hundreds. The few that are allowed
     * are left by broken conversions. */
    MAX_CONTROLS_PER_1000 = 5,
    MIN_CONFIDENCE = 40, /* of 100. Chosen: below it, a Western encoding is the better guess */
};

static const char *mark_encoding(struct view bytes)
{
    if (bytes.bytes >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
        return "UTF-8";
    if (bytes.bytes >= 4 && memcmp(bytes.at, "\xFF\xFE\0\0", 4) == 0)
        return "UTF-32LE";
    if (bytes.bytes >= 4 && memcmp(bytes.at, "\0\0\xFE\xFF", 4) == 0)
        return "UTF-32BE";
    if (bytes.bytes >= 2 && memcmp(bytes.at, "\xFF\xFE", 2) == 0)
        return "UTF-16LE";
    if (bytes.bytes >= 2 && memcmp(bytes.at, "\xFE\xFF", 2) == 0)
        return "UTF-16BE";
    return NULL;
}

/*
 * UTF-16 and UTF-32 without a mark: blanks, digits and Latin letters have zero bytes at fixed
 * places. The shares, 7 of 10 zero and fewer than 1 of 20, are chosen: they hold for any European
 * text.
 */
static const char *wide_encoding(struct view bytes)
{
    size_t zeros[4] = {0}, looked = bytes.bytes < 65536 ? bytes.bytes & ~(size_t)3 : 65536;
    if (looked < 8)
        return NULL;
    for (size_t i = 0; i < looked; i++)
        zeros[i & 3] += bytes.at[i] == '\0';
    size_t units = looked / 4, most = units * 7 / 10, few = units / 20;
    if (zeros[1] > most && zeros[2] > most && zeros[3] > most && zeros[0] <= few)
        return "UTF-32LE";
    if (zeros[0] > most && zeros[1] > most && zeros[2] > most && zeros[3] <= few)
        return "UTF-32BE";
    if (zeros[1] > most && zeros[3] > most && zeros[0] <= few && zeros[2] <= few)
        return "UTF-16LE";
    if (zeros[0] > most && zeros[2] > most && zeros[1] <= few && zeros[3] <= few)
        return "UTF-16BE";
    return NULL;
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' &&
            c != 0x1A && c != 0x1B) ||
           c == 0x7F;
}

static bool too_many_controls(struct view bytes)
{
    size_t controls = 0;
    struct view rest = bytes, piece;
    while (view_next_piece(&rest, &piece))
        for (size_t i = 0; i < piece.bytes; i++)
            controls += is_control((unsigned char)piece.at[i]);
    return controls > 0 && controls > bytes.bytes / 1000 * MAX_CONTROLS_PER_1000 + 3;
}

/* How many well-formed sequences of two bytes and more there are, and how many bytes that belong
 * to none. */
static void count_utf8(struct view bytes, size_t *good, size_t *bad)
{
    *good = *bad = 0;
    for (size_t at = view_skip_ascii(bytes, 0); at < bytes.bytes; at = view_skip_ascii(bytes, at)) {
        size_t before = at;
        uint32_t rune = rune_next(bytes, &at);
        *good += at - before > 1;
        *bad += rune == RUNE_BAD && at - before == 1;
    }
}

/* Adds lines with bytes above 0x7F, as much as the detector looks at; of a long line only what is
 * around the first such byte. */
static void add_sample(struct view bytes, struct text *sample)
{
    struct view line;
    while (sample->bytes < SAMPLE_BYTES && view_next_line(&bytes, &line)) {
        size_t i = 0;
        while (i < line.bytes && (unsigned char)line.at[i] < 0x80)
            i++;
        if (i == line.bytes)
            continue;
        size_t from = i > 60 ? i - 60 : 0;
        text_add_view(sample, view_part(line, from, from + 200));
        text_add_char(sample, '\n');
    }
}

/* Encodings that the detector may choose, by the names we report. Every other answer of it means a
 * Western encoding. */
static const char *const detected_names[] = {
    "Shift_JIS",  "GB18030",    "Big5",         "EUC-JP",       "EUC-KR",       "ISO-2022-JP",
    "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",   "ISO-8859-8",   "windows-1251", "windows-1256",
    "KOI8-R",     "ISO-8859-2", "windows-1250", "windows-1253", "windows-1255",
};

static const char *detect(struct view bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    struct text sample = {0};
    add_sample(bytes, &sample);
    const char *found = NULL;
    ucsdet_setText(detector, sample.at, (int32_t)sample.bytes, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    if (U_SUCCESS(status) && match != NULL &&
        ucsdet_getConfidence(match, &status) >= MIN_CONFIDENCE) {
        const char *name = ucsdet_getName(match, &status);
        for (size_t i = 0; i < sizeof detected_names / sizeof detected_names[0]; i++)
            if (strcmp(name, detected_names[i]) == 0)
                found = detected_names[i];
    }
    ucsdet_close(detector);
    text_release(&sample);
    return found;
}

/* Western encodings with one byte a letter, which the detector cannot tell apart. Of equally good
 * ones the first wins. */
static const char *const western[] = {"windows-1252", "macintosh", "cp850", "cp437"};

enum { WESTERN_COUNT = sizeof western / sizeof western[0] };

static bool is_mark_of_text(uint32_t rune)
{
    return (rune >= 0x2013 && rune <= 0x2026) || rune == 0xAB || rune == 0xBB || rune == 0xA0 ||
           rune == 0xBF || rune == 0xA1;
}

static bool is_letter_byte(char c)
{
    return rune_is_letter((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/*
 * How well a byte above 0x7F, read as `rune`, fits between its neighbours: a small letter fits
 * inside a word, a quotation mark at one end of it, a capital at its start; a letter after a full
 * stop and a sign inside a word do not. The numbers are chosen: what never occurs weighs as much
 * as two or three that fit.
 */
static long fitness(uint32_t rune, char before, char after)
{
    bool letter_before = is_letter_byte(before), letter_after = is_letter_byte(after);
    bool upper_after = after >= 'A' && after <= 'Z';
    bool modifier = rune == 0x2C6 || rune == 0x2DC || rune == 0xAA || rune == 0xBA;
    if (rune_is_letter(rune) && !modifier) {
        if (!letter_before && !is_blank_byte(before) && strchr("'-(_\"", before) == NULL)
            return -3;
        if (rune_is_lower(rune))
            return upper_after ? -3 : letter_before && letter_after ? 2 : 1;
        return letter_before && before >= 'a' && before <= 'z' ? -2 : 1;
    }
    if (rune == 0x2122 || rune == 0xAE) /* trade marks */
        return letter_before && !letter_after ? 2 : -1;
    if (rune == 0x2019 || rune == 0x201D || rune == 0xBB || rune == 0x2026)
        return is_blank_byte(before) ? 0 : 2;
    if (rune == 0x201A || rune == 0x201E)
        return letter_after && !letter_before ? 2 : -2;
    if (rune == 0x2018 || rune == 0x201C || rune == 0xAB || rune == 0xBF || rune == 0xA1)
        return letter_after && !letter_before ? 2 : 0;
    if (is_mark_of_text(rune))
        return 1;
    return letter_before && letter_after ? -3 : -1;
}

/*
 * A DOS text without a byte from 0x80 to 0x9F has no é, ü or ä, the letters that are most frequent:
 * then it is no DOS text, and the other bytes are signs ("£6").
 */
static const char *best_western(struct view bytes)
{
    long scores[WESTERN_COUNT] = {0};
    uint32_t tables[WESTERN_COUNT][UPPER_BYTES];
    bool c1 = false;
    for (int k = 0; k < WESTERN_COUNT; k++)
        encoding_upper_half(western[k], tables[k]);
    for (size_t i = 0; i < bytes.bytes; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        if (byte < 0x80)
            continue;
        c1 = c1 || byte < 0xA0;
        char before = i > 0 ? bytes.at[i - 1] : ' ',
             after = i + 1 < bytes.bytes ? bytes.at[i + 1] : ' ';
        for (int k = 0; k < WESTERN_COUNT; k++)
            scores[k] += fitness(tables[k][byte - 0x80], before, after);
    }
    int best = 0;
    /* windows-1252 is by far the commonest: the others must be clearly better. */
    scores[0] += labs(scores[0]) / 10 + 4;
    for (int k = 1; k < WESTERN_COUNT; k++)
        if (scores[k] > scores[best] && (c1 || strncmp(western[k], "cp", 2) != 0))
            best = k;
    return best == 0 && !c1 ? "ISO-8859-1" : western[best];
}

/* Project Gutenberg's header says ISO-8859-1, and no byte is a control of it, which other Western
 * encodings have letters for. */
static bool says_latin1(struct view bytes)
{
    static const char *const names[] = {"ISO-8859-1",  "ISO 8859-1", "ISO8859-1",
                                        "ISO-LATIN-1", "Latin-1",    "Latin1"};
    struct view head = view_part(bytes, 0, HEADER_BYTES);
    size_t at = view_find(head, "haracter set encoding:", 0);
    struct view value = view_trim(view_part(head, at + strlen("haracter set encoding:"),
                                            view_find_either(head, '\n', '\r', at)));
    bool named = false;
    for (size_t i = 0; at < head.bytes && i < sizeof names / sizeof names[0]; i++)
        named = named || view_is_nocase(value, names[i]);
    for (size_t i = 0; named && i < bytes.bytes; i++)
        named = (unsigned char)bytes.at[i] < 0x80 || (unsigned char)bytes.at[i] >= 0xA0;
    return named;
}

static const char *find_encoding(struct view bytes)
{
    const char *encoding = mark_encoding(bytes);
    if (encoding == NULL)
        encoding = wide_encoding(bytes);
    if (encoding != NULL)
        return encoding;
    size_t good, bad;
    count_utf8(bytes, &good, &bad);
    if (bad == 0 || good > 10 * bad)
        return "UTF-8";
    if (says_latin1(bytes))
        return "ISO-8859-1";
    encoding = detect(bytes);
    return encoding != NULL ? encoding : best_western(bytes);
}

/* Appends one code point; a control without a meaning becomes U+FFFD. */
static void add_rune(struct decoded *out, uint32_t rune)
{
    if ((rune < 0x80 && is_control((unsigned char)rune)) ||
        (rune >= 0x80 && rune < 0xA0 && rune != 0x85)) {
        rune = RUNE_BAD;
        out->bad_bytes++;
    }
    text_add_rune(&out->text, rune);
}

static void decode_utf8(struct text *bytes, struct decoded *out)
{
    struct view all = text_view(bytes);
    if (mark_encoding(all) != NULL)
        memcpy(bytes->at, "   ", 3);
    size_t good, bad;
    count_utf8(all, &good, &bad);
    if (bad == 0 && view_find_either(all, '\0', '\0', 0) == all.bytes) {
        out->text = *bytes;
        *bytes = (struct text){0};
        return;
    }
    for (size_t at = 0; at < all.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(all, &at);
        out->bad_bytes += rune == 0 || (rune == RUNE_BAD && at - before == 1);
        text_add_rune(&out->text, rune == 0 ? RUNE_BAD : rune);
    }
}

static bool decode_other(const char *path, struct text *bytes, struct decoded *out, struct err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(out->encoding, &status);
    if (U_FAILURE(status))
        return err_set(err, ERR_INPUT,
                       "%s: the encoding %s is not supported; convert the file to UTF-8", path,
                       out->encoding);
    bool dos = strncmp(out->encoding, "cp", 2) == 0;
    const char *mark = mark_encoding(text_view(bytes));
    size_t skipped = mark == NULL ? 0 : strncmp(mark, "UTF-32", 6) == 0 ? 4 : 2;
    const char *source = bytes->at + skipped, *end = bytes->at + bytes->bytes;
    while (source < end) {
        status = U_ZERO_ERROR;
        UChar32 rune = ucnv_getNextUChar(converter, &source, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR)
            break;
        if (U_FAILURE(status) || rune == RUNE_BAD) {
            rune = RUNE_BAD;
            out->bad_bytes++;
        }
        /* ICU has IBM's tables, which exchange the end mark of a DOS file, 0x1A, with 0x1C. */
        add_rune(out, dos && rune == 0x1C ? 0x1A : (uint32_t)rune);
    }
    ucnv_close(converter);
    return true;
}

bool encoding_decode(const char *path, struct text *bytes, struct decoded *out, struct err *err)
{
    *out = (struct decoded){0};
    struct view all = text_view(bytes);
    out->encoding = find_encoding(all);
    bool wide =
        strncmp(out->encoding, "UTF-16", 6) == 0 || strncmp(out->encoding, "UTF-32", 6) == 0;
    if (!wide && too_many_controls(all))
        return err_set(err, ERR_INPUT, "%s: is a binary file, not a book", path);
    bool good = true;
    if (strcmp(out->encoding, "UTF-8") == 0)
        decode_utf8(bytes, out);
    else
        good = decode_other(path, bytes, out, err);
    text_release(bytes);
    text_add(&out->text, "", 0); /* never NULL */
    /* Files that were joined keep the byte order mark of each, at the start of a line. */
    static const char mark[] = "\xEF\xBB\xBF";
    struct view made = text_view(&out->text);
    size_t done = 0; /* after the last mark that was blanked */
    for (size_t at = view_find(made, mark, 0); at < made.bytes;
         at = view_find(made, mark, at + 3)) {
        size_t start = at;
        while (start > done && (made.at[start - 1] == ' ' || made.at[start - 1] == '\t'))
            start--;
        if (start > done && strchr("\n\r\f\v", made.at[start - 1]) == NULL)
            continue;
        memcpy(out->text.at + at, "   ", 3);
        done = at + 3;
    }
    out->mended = mojibake_mend(&out->text);
    return good;
}
