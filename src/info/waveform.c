/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/waveform.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of the picture, in pixels; chosen by looking. */
enum {
    TITLE_WIDTH = 300, /* left of the rows */
    ROW_WIDTH = 900,   /* of the longest one */
    TIME_WIDTH = 90,   /* right of them */
    ROW_HEIGHT = 36,
    WAVE_HEIGHT = 28,
    HEAD_HEIGHT = 48,
    TITLE_BYTES = 60,     /* longer ones are cut */
    POINTS_MOST = 400000, /* in the whole picture, so that it can be shown */
    ROW_SECONDS = 600,    /* without chapters */
    ROWS_MOST = 5000,
};

struct row {
    const char *title;
    double start_s, end_s;
};

/* What XML forbids becomes "?"; a long title is cut after a character. */
static void add_escaped(struct text *svg, const char *words, size_t most)
{
    struct view v = view_of(words);
    for (size_t at = 0; at < v.bytes;) {
        if (at > most) {
            text_add_str(svg, "\xE2\x80\xA6");
            return;
        }
        uint32_t rune = rune_next(v, &at);
        if (rune == '<' || rune == '>' || rune == '&' || rune == '"')
            text_addf(svg, "&#%u;", (unsigned)rune);
        else
            text_add_rune(svg, rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0xFFFE ||
                                       rune == 0xFFFF
                                   ? '?'
                                   : rune);
    }
}

static void add_time(struct text *svg, double seconds)
{
    unsigned long whole = seconds > 0 ? (unsigned long)(seconds + 0.5) : 0;
    text_addf(svg, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
}

static int peak_between(const struct listen_course *course, double from_s, double to_s)
{
    size_t from = (size_t)(from_s / course->step_s), to = (size_t)(to_s / course->step_s) + 1;
    int peak = 0;
    for (size_t i = from; i < to && i < course->count; i++)
        peak = course->peaks[i] > peak ? course->peaks[i] : peak;
    return peak;
}

/* A filled outline, the same above and below the middle. */
static void add_wave(struct text *svg, const struct row *row, const struct listen_course *course,
                     double pixel_s, double middle)
{
    size_t points = (size_t)((row->end_s - row->start_s) / pixel_s);
    points = points < 2 ? 2 : points > ROW_WIDTH ? ROW_WIDTH : points;
    double width = (row->end_s - row->start_s) / pixel_s;
    text_addf(svg, "<path class=\"w\" d=\"M%d %.0f", TITLE_WIDTH, middle);
    for (int side = -1; side <= 1; side += 2)
        for (size_t n = 0; n < points; n++) {
            size_t i = side < 0 ? n : points - 1 - n;
            double from = row->start_s + (row->end_s - row->start_s) * (double)i / (double)points;
            double to =
                row->start_s + (row->end_s - row->start_s) * (double)(i + 1) / (double)points;
            /* The square root shows quiet sounds, too. */
            double height = sqrt(peak_between(course, from, to) / 255.0) * WAVE_HEIGHT / 2;
            text_addf(svg, "L%.0f %.1f", TITLE_WIDTH + width * (double)i / (double)points,
                      middle + side * (height < 0.5 ? 0.5 : height));
        }
    text_add_str(svg, "Z\"/>\n");
}

static void add_row(struct text *svg, const struct row *row, const struct listen_course *course,
                    double pixel_s, size_t index)
{
    double middle = HEAD_HEIGHT + ((double)index + 0.5) * ROW_HEIGHT;
    text_add_str(svg, "<g><title>");
    add_escaped(svg, row->title, 400);
    text_add_str(svg, ", ");
    add_time(svg, row->start_s);
    text_add_str(svg, " to ");
    add_time(svg, row->end_s);
    text_addf(svg, "</title><text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">", TITLE_WIDTH - 10,
              middle + 4);
    add_escaped(svg, row->title, TITLE_BYTES);
    text_add_str(svg, "</text>\n");
    add_wave(svg, row, course, pixel_s, middle);
    text_addf(svg, "<text class=\"t\" x=\"%d\" y=\"%.0f\">", TITLE_WIDTH + ROW_WIDTH + 10,
              middle + 4);
    add_time(svg, row->start_s);
    text_add_str(svg, "</text></g>\n");
}

/* The next row from *at on; false when there are no more. */
static bool next_row(const struct info *info, size_t *at, size_t index, struct row *row)
{
    const struct info_tag *tag = &info->tag;
    while (*at < tag->chapter_count && tag->chapters[*at].is_group)
        ++*at;
    if (tag->chapter_count > 0) {
        if (*at == tag->chapter_count)
            return false;
        const struct info_chapter *chapter = &tag->chapters[(*at)++];
        double start = chapter->start_ms / 1000.0, end = chapter->end_ms / 1000.0;
        start = start > info->seconds ? info->seconds : start;
        end = end > info->seconds ? info->seconds : end;
        *row = (struct row){chapter->title, start, end > start ? end : start};
        return true;
    }
    double start = (double)index * ROW_SECONDS, end = start + ROW_SECONDS;
    *row = (struct row){"", start, end > info->seconds ? info->seconds : end};
    return start < info->seconds;
}

static void add_head(struct text *svg, const struct info *info, const char *title, size_t rows)
{
    unsigned width = TITLE_WIDTH + ROW_WIDTH + TIME_WIDTH;
    unsigned long height = HEAD_HEIGHT + (unsigned long)rows * ROW_HEIGHT + 10;
    text_addf(svg,
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%lu\" "
              "viewBox=\"0 0 %u %lu\" role=\"img\">\n<title>",
              width, height, width, height);
    add_escaped(svg, title, 400);
    text_addf(svg, "</title>\n<desc>The course of the sound in %zu rows, ", rows);
    add_time(svg, info->seconds);
    text_add_str(svg, " in all.</desc>\n"
                      "<style>text{font:13px sans-serif;fill:#222}.h{font-size:18px}.t{fill:#666}"
                      ".w{fill:#35618e}.b{fill:#fff}@media(prefers-color-scheme:dark){"
                      "text{fill:#ddd}.t{fill:#999}.w{fill:#8ab4e0}.b{fill:#1b1b1b}}</style>\n"
                      "<rect class=\"b\" width=\"100%\" height=\"100%\"/>\n"
                      "<text class=\"h\" x=\"10\" y=\"30\">");
    add_escaped(svg, title, 150);
    text_add_str(svg, "</text>\n");
}

void waveform_draw(const struct info *info, const struct listen_course *course, const char *title,
                   struct text *svg)
{
    struct row row;
    size_t rows = 0, at = 0;
    double longest_s = 1, all_s = 0;
    while (rows < ROWS_MOST && next_row(info, &at, rows, &row)) {
        longest_s = row.end_s - row.start_s > longest_s ? row.end_s - row.start_s : longest_s;
        all_s += row.end_s - row.start_s;
        rows++;
    }
    double pixel_s = longest_s / ROW_WIDTH;
    if (all_s / pixel_s * 2 > POINTS_MOST)
        pixel_s = all_s * 2 / POINTS_MOST;
    add_head(svg, info, title, rows);
    at = 0;
    for (size_t i = 0; i < rows && next_row(info, &at, i, &row); i++)
        add_row(svg, &row, course, pixel_s, i);
    text_add_str(svg, "</svg>\n");
}
