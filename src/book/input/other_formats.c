/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/other_formats.h"

#include "base/str.h"
#include "book/input/zip.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

enum {
    LOOK_BYTES = 4096, /* for the first element. Chosen: a declaration and some comments */
    NAME_BYTES = 64,   /* longer than any name in the table of check_markup */
};

static const char convert[] = "convert it to EPUB first, for example with Calibre";
static const char save[] = "save it as HTML or plain text first";
static const char unpack[] = "unpack it first";
static const char text_of_pages[] =
    "look for an EPUB edition, or extract its text first, for example with pdftotext";
static const char no_text[] = "it contains no text to read";
static const char locked[] = "its text is encrypted and cannot be read";

struct magic {
    size_t at;
    const char *bytes;
    size_t count;
    const char *name, *advice;
};

/* The marks are those of PRONOM and of the file(1) database. */
static const struct magic formats[] = {
    {0, "%PDF-", 5, "a PDF document", text_of_pages},
    {0, "%!PS", 4, "a PostScript document", text_of_pages},
    {0, "AT&TFORM", 8, "a DjVu document", text_of_pages},
    {0, "{\\rtf", 5, "a Rich Text (RTF) document", save},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an old Microsoft Office document", save},
    {60, "TEXtREAd", 8, "a PalmDOC book", convert},
    {0, "TPZ", 3, "a Kindle book (Topaz)", convert},
    {0,
     "\xEA"
     "DRMION\xEE",
     8, "a Kindle book (KFX) locked by DRM", locked},
    {0, "CONT\2\0", 6, "a Kindle book (KFX)", convert},
    {0, "ITOLITLS", 8, "a Microsoft Reader book (LIT)", convert},
    {0, "ITSF", 4, "a compiled help (CHM) file", convert},
    {0, "\x1F\x8B", 2, "a gzip archive", unpack},
    {0, "BZh", 3, "a bzip2 archive", unpack},
    {0,
     "\xFD"
     "7zXZ",
     5, "an xz archive", unpack},
    {0, "7z\xBC\xAF", 4, "a 7-Zip archive", unpack},
    {0, "Rar!", 4, "a RAR archive", unpack},
    {0, "\x28\xB5\x2F\xFD", 4, "a Zstandard archive", unpack},
    {257, "ustar", 5, "a tar archive", unpack},
    {0,
     "\x7F"
     "ELF",
     4, "a program", no_text},
    {0, "MZ\x90", 3, "a program", no_text},
    {0, "\x89PNG", 4, "a picture", no_text},
    {0, "\xFF\xD8\xFF", 3, "a picture", no_text},
    {0, "GIF8", 4, "a picture", no_text},
    {0, "ID3", 3, "a sound file", no_text},
    {0, "RIFF", 4, "a sound, film or picture file", no_text},
    {0, "OggS", 4, "a sound file", no_text},
    {0, "fLaC", 4, "a sound file", no_text},
    {4, "ftyp", 4, "a sound or film file", no_text},
    {0, "SQLite format 3", 15, "a database", no_text},
};

static bool refuse(const char *path, const char *name, const char *advice, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: is %s, not a book that lectern can read; %s", path, name,
                   advice);
}

static bool has_bytes(struct view bytes, size_t at, const char *mark, size_t count)
{
    return bytes.bytes >= at + count && memcmp(bytes.at + at, mark, count) == 0;
}

static size_t read_be(struct view bytes, size_t at, int count)
{
    size_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | (unsigned char)bytes.at[at + (size_t)i];
    return value;
}

/* Bytes 78 to 81 of a Palm database say where its first record starts. Bytes 12 and 13 of that say
 * how a MOBI's text is encrypted; 0 means that it is not (MobileRead wiki, "MOBI"). */
static bool is_locked_mobi(struct view bytes)
{
    size_t record = bytes.bytes >= 82 ? read_be(bytes, 78, 4) : 0;
    return record >= 82 && record < bytes.bytes && bytes.bytes - record >= 14 &&
           read_be(bytes, record + 12, 2) != 0;
}

static bool check_magic(const char *path, struct view bytes, struct err *err)
{
    if (has_bytes(bytes, 60, "BOOKMOBI", 8))
        return is_locked_mobi(bytes)
                   ? refuse(path, "a Kindle book (MOBI) locked by DRM", locked, err)
                   : refuse(path, "a Kindle book (MOBI)", convert, err);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (has_bytes(bytes, formats[i].at, formats[i].bytes, formats[i].count))
            return refuse(path, formats[i].name, formats[i].advice, err);
    return true;
}

/* The name of the first element, without its prefix; "" when the bytes are not markup. */
static void root_name(struct view bytes, char name[NAME_BYTES])
{
    struct view rest = view_part(bytes, 0, LOOK_BYTES);
    size_t at = view_starts(rest, "\xEF\xBB\xBF") ? 3 : 0, count = 0;
    name[0] = '\0';
    for (;;) {
        while (at < rest.bytes && isspace((unsigned char)rest.at[at]))
            at++;
        struct view tag = view_part(rest, at, rest.bytes);
        const char *end = view_starts(tag, "<!--")                               ? "-->"
                          : view_starts(tag, "<?") || view_starts(tag, "<!DOCT") ? ">"
                                                                                 : NULL;
        if (end == NULL)
            break;
        at = view_find(rest, end, at) + strlen(end);
    }
    if (at >= rest.bytes || rest.at[at++] != '<')
        return;
    for (; at < rest.bytes && count + 1 < NAME_BYTES; at++) {
        unsigned char c = (unsigned char)rest.at[at];
        if (c == ':')
            count = 0;
        else if (isalnum(c) || strchr("-_.", c) != NULL)
            name[count++] = (char)c;
        else
            break;
    }
    name[count] = '\0';
}

/* Refuses markup of other vocabularies. HTML passes, even if some of its tags are missing. */
static bool check_markup(const char *path, struct view bytes, struct err *err)
{
    static const struct {
        const char *root, *name, *advice;
    } roots[] = {
        {"fulfillmentToken", "an Adobe ticket (ACSM) that fetches a book",
         "the book that it fetches is usually locked by DRM"},
        {"package", "the package document of an EPUB", "use the .epub file itself"},
        {"ncx", "the contents list of an EPUB", "use the .epub file itself"},
        {"container", "a part of an EPUB", "use the .epub file itself"},
        {"TEI", "a TEI document", "convert it to HTML or EPUB first"},
        {"TEI.2", "a TEI document", "convert it to HTML or EPUB first"},
        {"svg", "a picture (SVG)", no_text},
        {"rss", "a news feed (RSS)", "use the web page itself"},
        {"feed", "a news feed (Atom)", "use the web page itself"},
    };
    char name[NAME_BYTES];
    root_name(bytes, name);
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (strcmp(name, roots[i].root) == 0)
            return refuse(path, roots[i].name, roots[i].advice, err);
    struct view head = view_trim(view_part(bytes, 0, LOOK_BYTES));
    if (view_starts(head, "{") && view_find(head, "\"http://readium.org/lcp/", 0) < head.bytes)
        return refuse(path, "a Readium LCP licence", "the book that it belongs to is locked by DRM",
                      err);
    return true;
}

bool other_formats_check(const char *path, struct view bytes, struct err *err)
{
    return check_magic(path, bytes, err) && check_markup(path, bytes, err);
}

bool other_formats_check_text(const char *path, struct view bytes, struct err *err)
{
    char name[NAME_BYTES];
    size_t mark = view_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    root_name(bytes, name);
    if (name[0] == '\0' || !view_starts(view_part(bytes, mark, bytes.bytes), "<?xml"))
        return true;
    return err_set(err, ERR_INPUT,
                   "%s: is XML of an unknown kind (<%s>); convert it to HTML or EPUB first", path,
                   name);
}

bool other_formats_check_folder(const char *path, struct err *err)
{
    struct text inside = {0};
    text_addf(&inside, "%s/META-INF/container.xml", path);
    if (access(inside.at, F_OK) == 0)
        err_set(err, ERR_INPUT,
                "%s: is a directory that contains an unpacked EPUB; pack it first: cd DIRECTORY && "
                "zip -r ../BOOK.epub .",
                path);
    text_release(&inside);
    return false;
}

static bool ends(const char *name, const char *const *endings)
{
    struct view all = view_of(name);
    for (; *endings != NULL; endings++)
        if (all.bytes > strlen(*endings) && view_ends_nocase(all, *endings))
            return true;
    return false;
}

static bool holds(const struct zip *zip, const char *name)
{
    return zip_find(zip, view_of(name)) < zip_count(zip);
}

/* What is known by one member; NULL: something else. */
static const char *known_zip(const struct zip *zip, const char **advice)
{
    static const struct {
        const char *member, *name, *advice;
    } rows[] = {
        {"word/document.xml", "a Word document (DOCX)", save},
        {"xl/workbook.xml", "a spreadsheet (XLSX)", save},
        {"ppt/presentation.xml", "a presentation (PPTX)", save},
        {"META-INF/manifest.xml", "an OpenDocument file that is not a text (ODS, ODP)", save},
        {"META-INF/license.lcpl", "a publication locked by DRM (Readium LCP)", locked},
        {"AndroidManifest.xml", "a program", no_text},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (holds(zip, rows[i].member)) {
            *advice = rows[i].advice;
            return rows[i].name;
        }
    return NULL;
}

/* Sets the error for an archive of which only the extensions of its members' names say something.
 */
static bool archive_of(const struct zip *zip, struct err *err)
{
    static const char *const pictures[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", NULL};
    static const char *const books[] = {".epub", ".txt", ".html", ".htm", ".xhtml",
                                        ".md",   ".fb2", ".pdf",  NULL};
    size_t count = zip_count(zip), picture_count = 0, book_count = 0, book = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = zip_name(zip, i);
        picture_count += ends(name, pictures);
        if (ends(name, books) && book_count++ == 0)
            book = i;
    }
    if (book_count == 0 && picture_count > 0 && picture_count * 2 >= count)
        return err_set(
            err, ERR_INPUT,
            "is a zip archive of pictures, like a comic (CBZ); it contains no text to read");
    if (book_count == 1)
        return err_set(
            err, ERR_INPUT,
            "is a zip archive, not an EPUB; unpack it first, then use the file in it: %.200s",
            zip_name(zip, book));
    if (book_count > 1)
        return err_set(err, ERR_INPUT,
                       "is a zip archive, not an EPUB; unpack it first, then use one of the %zu "
                       "files in it that may be books",
                       book_count);
    return err_set(err, ERR_INPUT, "is a zip archive, not an EPUB, and contains no book");
}

bool other_formats_check_zip(const struct zip *zip, struct err *err)
{
    const char *advice = NULL, *name = known_zip(zip, &advice);
    if (holds(zip, "META-INF/container.xml"))
        return err_set(err, ERR_INPUT,
                       "the EPUB is incomplete: its package document, which lists its files, is "
                       "missing; download it again");
    if (name != NULL)
        return err_set(err, ERR_INPUT, "is %s, not a book that lectern can read; %s", name, advice);
    return archive_of(zip, err);
}
