/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole with a limit; nothing at the target until it is complete. */
#include "../test.h"
#include "base/file.h"
#include "base/str.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lectern-file-XXXXXX";

static const char *path_of(const char *name)
{
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(path_of(name), "wb");
    fputs(content, file);
    fclose(file);
}

static size_t entries(void)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2;
}

static const char *content(const char *name)
{
    static struct text text;
    struct err err = {0};
    text_release(&text);
    CHECK(file_read(path_of(name), 1 << 20, &text, &err));
    static char copy[256];
    snprintf(copy, sizeof copy, "%s", text_view(&text).at);
    text_release(&text);
    return copy;
}

static void reads_whole_files(void)
{
    struct text text = {0};
    struct err err = {0};
    put("a", "0123456789");
    text_add_str(&text, "before ");
    CHECK(file_read(path_of("a"), 10, &text, &err));
    CHECK_STR(text.at, "before 0123456789");
    CHECK(!file_read(path_of("a"), 9, &text, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK_STR(text.at, "before 0123456789");
    struct text fresh = {0};
    CHECK(!file_read(path_of("a"), 9, &fresh, &err));
    CHECK(fresh.at == NULL); /* nothing to be freed */
    put("empty", "");
    CHECK(file_read(path_of("empty"), 0, &text, &err));
    text_release(&text);
    CHECK(file_same(path_of("a"), path_of("a")));
    CHECK(!file_same(path_of("a"), path_of("empty")));
    CHECK(!file_same(path_of("a"), path_of("missing")));
    CHECK(link(path_of("a"), path_of("b")) == 0);
    CHECK(file_same(path_of("a"), path_of("b")));
    unlink(path_of("a"));
    unlink(path_of("b"));
    unlink(path_of("empty"));
}

static void refuses_what_is_no_file(void)
{
    static const struct {
        const char *name, *says;
    } rows[] = {
        {"missing", "No such file"}, {"folder", "directory"},        {"fifo", "regular file"},
        {"loop", "symbolic links"},  {"folder/x/y", "No such file"},
    };
    mkdir(path_of("folder"), 0700);
    CHECK(mkfifo(path_of("fifo"), 0600) == 0);
    CHECK(symlink("loop", path_of("loop")) == 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        struct err err = {0};
        CHECK(!file_read(path_of(rows[i].name), 100, &text, &err));
        CHECK_INT(err.kind, ERR_INPUT);
        CHECK(strstr(err.text, rows[i].says) != NULL);
        CHECK(strstr(err.text, path_of(rows[i].name)) != NULL);
        CHECK_INT(text.bytes, 0);
        text_release(&text);
    }
    unlink(path_of("fifo"));
    unlink(path_of("loop"));
    rmdir(path_of("folder"));
}

/* Standard input may be closed; that is an error like any other. */
static void reads_standard_input(void)
{
    struct text text = {0};
    struct err err = {0};
    int kept = dup(STDIN_FILENO);
    put("a", "from standard input");
    int file = open(path_of("a"), O_RDONLY);
    dup2(file, STDIN_FILENO);
    close(file);
    CHECK(file_read("-", 100, &text, &err));
    CHECK_STR(text.at, "from standard input");
    close(STDIN_FILENO);
    CHECK(!file_read("-", 100, &text, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK(err.text[0] != '\0');
    dup2(kept, STDIN_FILENO);
    close(kept);
    text_release(&text);
    unlink(path_of("a"));
}

static void appears_when_complete(void)
{
    struct file_out out;
    struct err err = {0};
    umask(022);
    CHECK(file_create(&out, path_of("out"), &err));
    CHECK(access(path_of("out"), F_OK) != 0);
    CHECK_INT(entries(), 0); /* a file without a name, where the tests run */
    CHECK(file_write(&out, "abcdef", 6, &err));
    CHECK(file_write(&out, "", 0, &err));
    CHECK(file_rewrite(&out, 1, "XY", 2, &err));
    CHECK(file_write(&out, "gh", 2, &err));
    CHECK_INT(out.bytes, 8);
    CHECK(access(path_of("out"), F_OK) != 0);
    CHECK(file_commit(&out, &err));
    CHECK_STR(content("out"), "aXYdefgh");
    struct stat status;
    CHECK(stat(path_of("out"), &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0644);
    CHECK_INT(entries(), 1);
    file_discard(&out);
    file_discard(&out);
    CHECK_STR(content("out"), "aXYdefgh");
    unlink(path_of("out"));
}

static void old_file_stays_until_then(void)
{
    struct file_out out;
    struct err err = {0};
    put("out", "old");
    CHECK(file_create(&out, path_of("out"), &err));
    CHECK(file_write(&out, "new", 3, &err));
    file_discard(&out);
    CHECK_STR(content("out"), "old");
    CHECK_INT(entries(), 1);
    unlink(path_of("out"));
    CHECK(file_create(&out, path_of("out"), &err));
    CHECK(file_write(&out, "new", 3, &err));
    CHECK(mkdir(path_of("out"), 0700) == 0); /* rename() will fail */
    CHECK(!file_commit(&out, &err));
    CHECK_INT(err.kind, ERR_OUTPUT);
    CHECK(strstr(err.text, path_of("out")) != NULL);
    CHECK_INT(entries(), 1);
    rmdir(path_of("out"));
}

/* What a killed run has left goes when the next one begins; what somebody still writes stays. */
static void stale_parts_go(void)
{
    static const char *const names[] = {".lectern-12-abcDEF.part", ".lectern-7-000000.part",
                                        ".lectern-1-locked.part",  ".lectern-x-abcDEF.part",
                                        ".lectern-12-abcDE.part",  ".lectern--abcDEF.part",
                                        "lectern-12-abcDEF.part",  ".lectern-12-abcDEF.parts"};
    enum { COUNT = sizeof names / sizeof names[0], STALE = 2 };
    struct file_out out;
    struct err err = {0};
    for (size_t i = 0; i < COUNT; i++)
        put(names[i], "half");
    CHECK(symlink(names[3], path_of(".lectern-3-abcDEF.part")) == 0);
    int locked = open(path_of(names[2]), O_RDONLY);
    CHECK(flock(locked, LOCK_EX | LOCK_NB) == 0);
    CHECK(file_create(&out, path_of("out"), &err));
    CHECK_INT(entries(), COUNT - STALE + 1);
    for (size_t i = 0; i < COUNT; i++)
        CHECK_INT(access(path_of(names[i]), F_OK) == 0, i >= STALE);
    close(locked);
    struct file_out second; /* does not see the first one, which has no name */
    CHECK(file_create(&second, path_of("out"), &err));
    CHECK_INT(entries(), COUNT - STALE);
    CHECK(file_write(&out, "first", 5, &err) && file_write(&second, "second", 6, &err));
    CHECK(file_commit(&out, &err));
    CHECK_STR(content("out"), "first");
    CHECK(file_commit(&second, &err));
    CHECK_STR(content("out"), "second");
    CHECK_INT(entries(), COUNT - STALE + 1);
    for (size_t i = 0; i < COUNT; i++)
        unlink(path_of(names[i]));
    unlink(path_of(".lectern-3-abcDEF.part"));
    unlink(path_of("out"));
}

static void permissions_stay(void)
{
    struct file_out out;
    struct err err = {0};
    struct stat status;
    put("private", "old");
    chmod(path_of("private"), 0600);
    CHECK(file_create(&out, path_of("private"), &err));
    CHECK(file_commit(&out, &err));
    CHECK_INT(stat(path_of("private"), &status), 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    unlink(path_of("private"));
}

static void refuses_targets(void)
{
    struct file_out out;
    mkdir(path_of("folder"), 0700);
    mkfifo(path_of("fifo"), 0600);
    put("plain", "");
    const char *const targets[] = {path_of("folder"), path_of("fifo"), "/dev/null"};
    for (size_t i = 0; i < 3; i++) {
        struct err err = {0};
        CHECK(!file_create(&out, targets[i], &err));
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK(strstr(err.text, targets[i]) != NULL);
        file_discard(&out);
    }
    const char *const places[] = {path_of("missing/out"), path_of("plain/out"), ""};
    for (size_t i = 0; i < 2; i++) {
        struct err err = {0};
        CHECK(!file_create(&out, places[i], &err));
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK(strstr(err.text, places[i]) != NULL);
        file_discard(&out);
    }
    unlink(path_of("fifo"));
    unlink(path_of("plain"));
    rmdir(path_of("folder"));
    CHECK_INT(entries(), 0);
}

static void names_without_folder(void)
{
    struct file_out out;
    struct err err = {0};
    char *before = getcwd(NULL, 0);
    CHECK(chdir(folder) == 0);
    CHECK(file_create(&out, "bare", &err));
    CHECK(file_commit(&out, &err));
    CHECK_INT(entries(), 1);
    unlink("bare");
    CHECK(chdir(before) == 0);
    free(before);
}

static void a_failed_write_names_the_target(void)
{
    struct file_out out;
    struct err err = {0};
    CHECK(file_create(&out, path_of("out"), &err));
    int full = open("/dev/full", O_WRONLY);
    if (full >= 0) {
        dup2(full, out.descriptor);
        close(full);
        CHECK(!file_write(&out, "abc", 3, &err));
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK(strstr(err.text, path_of("out")) != NULL);
        CHECK(strstr(err.text, "space") != NULL);
    }
    file_discard(&out);
    CHECK_INT(entries(), 0);
}

int main(void)
{
    static const struct test_case cases[] = {
        TEST(reads_whole_files),         TEST(refuses_what_is_no_file),
        TEST(reads_standard_input),      TEST(appears_when_complete),
        TEST(old_file_stays_until_then), TEST(stale_parts_go),
        TEST(permissions_stay),          TEST(refuses_targets),
        TEST(names_without_folder),      TEST(a_failed_write_names_the_target)};
    if (mkdtemp(folder) == NULL)
        return 1;
    int status = test_run(cases, sizeof cases / sizeof cases[0]);
    rmdir(folder);
    return status;
}
