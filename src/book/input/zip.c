/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/zip.h"

#include "base/mem.h"
#include "base/table.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    READ_BYTES = 64 * 1024, /* chosen: read at a time, while a member grows */
    /* Text does not shrink to a thousandth: a member that does was made to fill memory. Deflate can
     * reach 1032. Chosen: smaller members do no harm, whatever their ratio. */
    BOMB_BYTES = 16 * 1024 * 1024,
    BOMB_RATIO = 1000,
    /* APPNOTE.TXT 6.3.10: a signature, and the end of central directory record (4.3.16) with the
     * longest comment. */
    HEADER_BYTES = 4,
    END_BYTES = 22,
    END_SEARCH_BYTES = END_BYTES + 65535,
};

struct member {
    const char *name;
    struct text bytes;
    const char *problem;
    bool wanted, loaded;
};

struct zip {
    struct view file;
    struct arena *arena;
    struct member *members;
    size_t count, capacity;
    struct table names;  /* to members; of equal names the first */
    struct table folded; /* ASCII letters in lower case; `count` when several names are alike */
    size_t held_bytes;
};

bool zip_matches(struct view bytes)
{
    struct view head = view_part(bytes, 0, HEADER_BYTES);
    return view_is(head, "PK\003\004") ||
           (head.bytes == HEADER_BYTES && memcmp(head.at, "PK\005\006", HEADER_BYTES) == 0);
}

static unsigned read16(struct view v, size_t at)
{
    return (unsigned char)v.at[at] | (unsigned)(unsigned char)v.at[at + 1] << 8;
}

/*
 * Offset of the end of central directory record: the last whose comment ends with the file
 * (APPNOTE.TXT 6.3.10, 4.3.16). SIZE_MAX when there is none.
 */
static size_t find_end(struct view file)
{
    size_t least = file.bytes > END_SEARCH_BYTES ? file.bytes - END_SEARCH_BYTES : 0;
    for (size_t at = file.bytes; at-- > least;)
        if (file.bytes - at >= END_BYTES && memcmp(file.at + at, "PK\005\006", 4) == 0 &&
            at + END_BYTES + read16(file, at + 20) == file.bytes)
            return at;
    return SIZE_MAX;
}

/* True when the end record has the number of a disk that is not the first; 0xFFFF means that Zip64
 * has the number elsewhere. */
static bool is_part(struct view file)
{
    size_t end = find_end(file);
    unsigned disk = end != SIZE_MAX ? read16(file, end + 4) : 0;
    return disk != 0 && disk != 0xFFFF;
}

bool zip_is_cut(const struct zip *zip)
{
    struct view file = zip->file;
    size_t least = file.bytes > END_SEARCH_BYTES ? file.bytes - END_SEARCH_BYTES : 0;
    return memmem(file.at + least, file.bytes - least, "PK\005\006", 4) == NULL;
}

static struct view fold(struct view name, char folded[ZIP_MAX_NAME_BYTES])
{
    size_t bytes = name.bytes < ZIP_MAX_NAME_BYTES ? name.bytes : ZIP_MAX_NAME_BYTES;
    for (size_t i = 0; i < bytes; i++) {
        char c = name.at[i];
        folded[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (struct view){folded, bytes};
}

size_t zip_find(const struct zip *zip, struct view name)
{
    char folded[ZIP_MAX_NAME_BYTES];
    size_t member = table_find(&zip->names, table_text(name), zip->count);
    if (member == zip->count && name.bytes <= ZIP_MAX_NAME_BYTES)
        member = table_find(&zip->folded, table_text(fold(name, folded)), zip->count);
    return member;
}

/* `name` with forward slashes, without empty parts, "." and "..", so that it cannot lead outside.
 */
static const char *safe_name(struct arena *arena, const char *name)
{
    struct text made = {0};
    for (const char *part = name; *part != '\0';) {
        size_t bytes = strcspn(part, "/\\");
        bool dots = (bytes == 1 && part[0] == '.') || (bytes == 2 && memcmp(part, "..", 2) == 0);
        if (bytes > 0 && !dots) {
            if (made.bytes > 0)
                text_add_char(&made, '/');
            text_add(&made, part, bytes);
        }
        part += bytes;
        part += *part != '\0';
    }
    const char *kept = arena_copy_text(arena, made.bytes > 0 ? made.at : "", made.bytes);
    text_release(&made);
    return kept;
}

static const char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL)
        name = archive_entry_pathname(entry);
    return name != NULL && strlen(name) <= ZIP_MAX_NAME_BYTES ? name : "";
}

/* Lack of memory must not pass for a damaged archive. */
static void check_memory(struct archive *archive)
{
    if (archive_errno(archive) == ENOMEM)
        mem_checked(NULL);
}

static struct archive *open_archive(const struct zip *zip)
{
    struct archive *archive = mem_checked(archive_read_new());
    archive_read_support_format_zip(archive);
    if (archive_read_open_memory(archive, zip->file.at, zip->file.bytes) == ARCHIVE_OK)
        return archive;
    check_memory(archive);
    archive_read_free(archive);
    return NULL;
}

/*
 * libarchive gives names in the encoding of the locale, and loses those that it cannot express. So
 * the thread has a UTF-8 locale while it lists the members, whatever the user's is. C.UTF-8 is part
 * of the C library on Debian.
 */
struct utf8 {
    locale_t ours, before;
};

static struct utf8 utf8_enter(void)
{
    struct utf8 utf8 = {.ours = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)};
    if (utf8.ours != (locale_t)0)
        utf8.before = uselocale(utf8.ours);
    return utf8;
}

static void utf8_leave(struct utf8 utf8)
{
    if (utf8.ours == (locale_t)0)
        return;
    uselocale(utf8.before);
    freelocale(utf8.ours);
}

/* The next entry; NULL at the end, or where the archive is too damaged to go on. */
static struct archive_entry *next_entry(struct archive *archive)
{
    struct archive_entry *entry;
    int status = archive_read_next_header(archive, &entry);
    if (status < ARCHIVE_WARN)
        check_memory(archive);
    return status == ARCHIVE_OK || status == ARCHIVE_WARN ? entry : NULL;
}

void zip_free(struct zip *zip)
{
    if (zip == NULL)
        return;
    for (size_t i = 0; i < zip->count; i++)
        text_release(&zip->members[i].bytes);
    free(zip->members);
    table_release(&zip->names);
    table_release(&zip->folded);
    arena_free(zip->arena);
    free(zip);
}

size_t zip_count(const struct zip *zip)
{
    return zip->count;
}

const char *zip_name(const struct zip *zip, size_t member)
{
    return zip->members[member].name;
}

void zip_want(struct zip *zip, size_t member)
{
    zip->members[member].wanted = true;
}

/* Why the entry cannot be read, or NULL. OCF 3.3, 4.3 allows stored and deflated members only;
 * libarchive has the method of the current entry in the name of the format. */
static const char *refusal(struct archive *archive, struct archive_entry *entry)
{
    const char *format = archive_format_name(archive);
    if (archive_entry_is_encrypted(entry))
        return "is encrypted";
    if (archive_entry_filetype(entry) != AE_IFREG)
        return "is not a file";
    if (format != NULL && strstr(format, "(uncompressed)") == NULL &&
        strstr(format, "(deflation)") == NULL)
        return "is compressed by a method that EPUB does not allow";
    return NULL;
}

/* `start`: offset of the member's packed bytes in the file. */
static bool is_bomb(struct archive *archive, const struct member *member, la_int64_t start)
{
    la_int64_t packed = archive_filter_bytes(archive, -1) - start;
    return member->bytes.bytes > BOMB_BYTES && packed >= 0 &&
           member->bytes.bytes / BOMB_RATIO > (size_t)packed;
}

static bool read_member(struct zip *zip, struct archive *archive, struct member *member,
                        struct err *err)
{
    char bytes[READ_BYTES];
    la_ssize_t got;
    la_int64_t start = archive_filter_bytes(archive, -1);
    while ((got = archive_read_data(archive, bytes, sizeof bytes)) > 0) {
        text_add(&member->bytes, bytes, (size_t)got);
        zip->held_bytes += (size_t)got;
        if (is_bomb(archive, member, start))
            return err_set(err, ERR_INPUT,
                           "%s in the EPUB unpacks to more than %d times its size, which looks "
                           "like a zip bomb; the book is not read",
                           member->name, BOMB_RATIO);
        if (member->bytes.bytes > ZIP_MAX_MEMBER_BYTES)
            return err_set(err, ERR_INPUT,
                           "%s in the EPUB unpacks to more than the limit of %d MiB", member->name,
                           ZIP_MAX_MEMBER_BYTES >> 20);
        if (zip->held_bytes > ZIP_MAX_TOTAL_BYTES)
            return err_set(err, ERR_INPUT, "the EPUB unpacks to more than the limit of %d MiB",
                           ZIP_MAX_TOTAL_BYTES >> 20);
    }
    if (got < 0) {
        check_memory(archive);
        member->problem = "is damaged";
    }
    return true;
}

static bool load_member(struct zip *zip, struct archive *archive, struct archive_entry *entry,
                        struct member *member, struct err *err)
{
    member->problem = refusal(archive, entry);
    member->loaded = true;
    return member->problem != NULL || read_member(zip, archive, member, err);
}

static bool list_members(struct zip *zip, bool (*at_once)(const char *name), struct err *err)
{
    struct utf8 utf8 = utf8_enter();
    struct archive *archive = open_archive(zip);
    struct archive_entry *entry;
    bool fine = true;
    while (archive != NULL && fine && zip->count <= ZIP_MAX_MEMBERS &&
           (entry = next_entry(archive)) != NULL) {
        zip->members = mem_grow(zip->members, zip->count, &zip->capacity, sizeof *zip->members);
        struct member *member = &zip->members[zip->count++];
        *member = (struct member){.name = safe_name(zip->arena, entry_name(entry))};
        if (at_once(member->name))
            fine = load_member(zip, archive, entry, member, err);
    }
    if (archive != NULL)
        archive_read_free(archive);
    utf8_leave(utf8);
    return fine;
}

struct zip *zip_open(struct view bytes, bool (*at_once)(const char *name), struct err *err)
{
    struct zip *zip = mem_zero(1, sizeof *zip);
    zip->file = bytes;
    zip->arena = arena_new();
    bool fine =
        !is_part(bytes) ||
        err_set(err, ERR_INPUT,
                "the EPUB is one part of a zip archive split into several files; join them first");
    fine = fine && list_members(zip, at_once, err);
    if (fine && zip->count > ZIP_MAX_MEMBERS)
        fine = err_set(err, ERR_INPUT, "the EPUB contains more than the limit of %d files",
                       ZIP_MAX_MEMBERS);
    else if (fine && zip->count == 0)
        fine = err_set(
            err, ERR_INPUT,
            "the EPUB is not a readable zip file: it is damaged or empty; download it again");
    if (fine) {
        char folded[ZIP_MAX_NAME_BYTES];
        for (size_t i = 0; i < zip->count; i++) {
            struct view name = view_of(zip->members[i].name);
            if (!table_add(&zip->names, table_text(name), i))
                continue;
            struct view key = fold(name, folded);
            if (table_has(&zip->folded, table_text(key))) {
                table_set(&zip->folded, table_text(key), zip->count);
                continue;
            }
            key.at = arena_copy_text(zip->arena, key.at, key.bytes);
            table_add(&zip->folded, table_text(key), i);
        }
        return zip;
    }
    zip_free(zip);
    return NULL;
}

bool zip_load(struct zip *zip, struct err *err)
{
    size_t left = 0, at = 0;
    for (size_t i = 0; i < zip->count; i++)
        left += zip->members[i].wanted && !zip->members[i].loaded;
    if (left == 0)
        return true;
    struct archive *archive = open_archive(zip);
    struct archive_entry *entry;
    bool fine = true;
    while (fine && archive != NULL && left > 0 && at < zip->count &&
           (entry = next_entry(archive)) != NULL) {
        struct member *member = &zip->members[at++];
        if (!member->wanted || member->loaded)
            continue;
        left--;
        fine = load_member(zip, archive, entry, member, err);
    }
    if (archive != NULL)
        archive_read_free(archive);
    return fine;
}

struct view zip_bytes(const struct zip *zip, size_t member)
{
    return text_view(&zip->members[member].bytes);
}

const char *zip_problem(const struct zip *zip, size_t member)
{
    return zip->members[member].problem;
}

void zip_drop(struct zip *zip, size_t member)
{
    struct member *dropped = &zip->members[member];
    zip->held_bytes -= dropped->bytes.bytes;
    text_release(&dropped->bytes);
    dropped->wanted = dropped->loaded = false;
}
