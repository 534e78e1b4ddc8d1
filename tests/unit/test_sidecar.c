/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chapters as text files, to the byte, and how they are known again. */
#include "../test.h"
#include "base/metadata.h"
#include "base/str.h"
#include "sidecar/sidecar.h"

#include <unistd.h>

static const struct metadata metadata = {
    .title = "Night & \"Day\"", .author = "A; B = C", .genre = "Audiobook"};
static const struct sidecar_file files[] = {{"1.mp3", "One\n", 0, true},
                                            {"2.mp3", "Two", 61500, true}};
static const struct sidecar_chapter chapters[] = {
    {"One\n", 0, 0}, {"#I\\\xC3\xA9", 1013, 0}, {"Two", 3661999, 1}};
static const struct sidecar_book book = {&metadata, files, 2, chapters, 3, 3700000};

static void check(enum sidecar_format format, const char *wanted)
{
    struct text text = {0};
    sidecar_write(format, &book, &text);
    text.at[text.bytes < strlen(wanted) ? text.bytes : strlen(wanted)] = '\0';
    CHECK_STR(text.at, wanted);
    text_release(&text);
}

static void formats(void)
{
    check(SIDECAR_TXT, "00:00:00.000 One \n00:00:01.013 #I\\\xC3\xA9\n01:01:01.999 Two\n");
    check(SIDECAR_JSON, "{\n  \"version\": \"1.2.0\",\n  \"title\": \"Night & \\\"Day\\\"\",\n"
                        "  \"author\": \"A; B = C\",\n  \"chapters\": [\n"
                        "    {\"startTime\": 0.000, \"endTime\": 1.013, \"title\": \"One \"},\n"
                        "    {\"startTime\": 1.013, \"endTime\": 3661.999, \"title\": "
                        "\"#I\\\\\xC3\xA9\"},\n"
                        "    {\"startTime\": 3661.999, \"endTime\": 3700.000, \"title\": \"Two\"}\n"
                        "  ]\n}\n");
    check(SIDECAR_FFMETADATA,
          ";FFMETADATA1\ntitle=Night & \"Day\"\nalbum=Night & \"Day\"\nartist=A\\; B \\= C\n"
          "album_artist=A\\; B \\= C\ngenre=Audiobook\n\n"
          "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1013\ntitle=One \n\n"
          "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1013\nEND=3661999\ntitle=\\#I\\\\\xC3\xA9\n");
    check(SIDECAR_CUE,
          "REM GENRE \"Audiobook\"\nPERFORMER \"A; B = C\"\nTITLE \"Night & 'Day'\"\n"
          "FILE \"1.mp3\" MP3\n  TRACK 01 AUDIO\n    TITLE \"One \"\n    INDEX 01 00:00:00\n"
          "  TRACK 02 AUDIO\n    TITLE \"#I\\\xC3\xA9\"\n    INDEX 01 00:01:00\n"
          "FILE \"2.mp3\" MP3\n  TRACK 03 AUDIO\n    TITLE \"Two\"\n    INDEX 01 00:00:00\n"
          "  TRACK 04 AUDIO\n    TITLE \"Two\"\n    INDEX 01 60:00:37\n");
    check(SIDECAR_M3U8,
          "#EXTM3U\n#EXTENC:UTF-8\n#PLAYLIST:Night & \"Day\"\n#EXTINF:62,A; B = C - One \n1.mp3\n"
          "#EXTINF:3639,A; B = C - Two\n2.mp3\n");
}

static bool put(const char *path, struct view bytes)
{
    FILE *file = fopen(path, "wb");
    bool good = file != NULL && fwrite(bytes.at, 1, bytes.bytes, file) == bytes.bytes;
    return file != NULL && fclose(file) == 0 && good;
}

static void known_until_changed(void)
{
    char path[] = "/tmp/lectern-sidecar-XXXXXX";
    int descriptor = mkstemp(path);
    CHECK(descriptor >= 0);
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++) {
        struct text text = {0};
        bool has_comments = i != SIDECAR_JSON && i != SIDECAR_TXT;
        sidecar_write((enum sidecar_format)i, &book, &text);
        CHECK(put(path, text_view(&text)));
        CHECK_INT(sidecar_is_own(path), has_comments);
        text.at[3] ^= 1;
        CHECK(put(path, text_view(&text)));
        CHECK(!sidecar_is_own(path));
        text_release(&text);
    }
    CHECK(put(path, (struct view){"", 0}));
    CHECK(!sidecar_is_own(path));
    close(descriptor);
    unlink(path);
}

static void names_of_formats(void)
{
    struct err err = {0};
    uint32_t bits = 0;
    CHECK(sidecar_parse(view_of("cue,JSON,cue"), &bits, &err));
    CHECK_INT(bits, 1 << SIDECAR_CUE | 1 << SIDECAR_JSON);
    CHECK(!sidecar_parse(view_of("cue,,"), &bits, &err));
    CHECK(!sidecar_parse(view_of(""), &bits, &err));
    CHECK_INT(err.kind, ERR_USAGE);
}

TEST_MAIN(TEST(formats), TEST(known_until_changed), TEST(names_of_formats))
