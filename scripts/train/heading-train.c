/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heading-train: boosted trees by maximum likelihood (Newton steps on the logistic loss), for the
 * judge of headings.
 *
 *     heading-train ROWS TREES SCORES      trains on all rows; writes the trees as a C initialiser
 *     heading-train -x ROWS OUT            trains without each fold; writes OUT.<fold>, the trees
 * without that fold
 *
 * With -x it prints how the folds left out are judged, by folder of gold data. ROWS is what
 * heading-label writes.
 */
#include "base/mem.h"
#include "book/outline/judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BOOKS = 2000, MAX_FOLDERS = 16, RARE = 8 };
static const double CLEAR = 0.03;

static double RATE = 0.12, PRIOR = 3, LEAST = 1, COLUMNS = 0.5, SAMPLE = 0.7, WEIGHT = 0.5;
static int TREES = 100;

struct data_book {
    char name[120], folder[40];
    int fold, missed;
    size_t first, end;
    double weight;
};

static struct data_book books[MAX_BOOKS];
static size_t book_count, row_count, row_capacity;
static uint8_t *columns[JUDGE_FEATURES];
static int8_t *labels;
static uint16_t *book_of;
static float *grads, *hessians;
static int *scores;
static uint8_t *nodes; /* node of each row; 255: not in this tree */
static uint32_t seed;
static bool
    masked[JUDGE_FEATURES]; /* features that are not used: MASK, numbers with blanks between */

static uint32_t next_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static void add_row(char *line)
{
    if (row_count == row_capacity) {
        row_capacity = row_capacity == 0 ? 65536 : row_capacity * 2;
        for (int f = 0; f < JUDGE_FEATURES; f++)
            columns[f] = mem_resize(columns[f], row_capacity);
        labels = mem_resize(labels, row_capacity);
        book_of = mem_resize(book_of, row_capacity * sizeof *book_of);
    }
    char *at = line;
    labels[row_count] = (int8_t)strtol(at, &at, 10);
    for (int f = 0; f < JUDGE_FEATURES; f++)
        columns[f][row_count] = (uint8_t)strtol(at + 1, &at, 10);
    book_of[row_count++] = (uint16_t)(book_count - 1);
}

static bool read_rows(const char *path)
{
    FILE *in = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    if (in == NULL)
        return false;
    while (getline(&line, &size, in) > 0) {
        if (line[0] != 'B') {
            add_row(line);
            continue;
        }
        if (book_count > 0)
            books[book_count - 1].end = row_count;
        struct data_book *book = &books[book_count++];
        if (sscanf(line, "B %119s %39s %d %d", book->name, book->folder, &book->fold,
                   &book->missed) != 4)
            return false;
        book->first = row_count;
    }
    books[book_count - 1].end = row_count;
    for (size_t b = 0; b < book_count; b++) {
        size_t headings = 0;
        for (size_t r = books[b].first; r < books[b].end; r++)
            headings += labels[r] == 1;
        books[b].weight = pow(30.0 / (double)(headings + 10), WEIGHT);
        if (strstr(books[b].folder, "variants") != NULL || strcmp(books[b].folder, "cuts") == 0)
            books[b].weight *= 0.5;
        if (strcmp(books[b].folder, "dev") == 0)
            books[b].weight *= 0.3; /* the rules were made on them */
    }
    fclose(in);
    free(line);
    return true;
}

struct bin {
    float grad, hessian;
};

struct split {
    double gain;
    int feature, limit;
};

static void try_splits(int feature, int level, const struct bin bins[][256], struct split best[])
{
    int first = (1 << level) - 1, count = 1 << level;
    for (int n = 0; n < count; n++) {
        double grad = 0, hessian = 0, left_grad = 0, left_hessian = 0;
        for (int v = 0; v < 256; v++) {
            grad += (double)bins[n][v].grad;
            hessian += (double)bins[n][v].hessian;
        }
        double whole = grad * grad / (hessian + PRIOR);
        for (int v = 0; v < 255; v++) {
            if (bins[n][v].hessian == 0)
                continue;
            left_grad += (double)bins[n][v].grad;
            left_hessian += (double)bins[n][v].hessian;
            double right_grad = grad - left_grad, right_hessian = hessian - left_hessian;
            if (left_hessian < LEAST || right_hessian < LEAST)
                continue;
            double gain = left_grad * left_grad / (left_hessian + PRIOR) +
                          right_grad * right_grad / (right_hessian + PRIOR) - whole;
            if (gain > best[first + n].gain)
                best[first + n] = (struct split){gain, feature, v};
        }
    }
}

static void grow(struct judge_tree *tree, const bool use[JUDGE_FEATURES], const uint32_t *rows,
                 size_t count)
{
    static struct bin bins[1 << JUDGE_DEPTH][256];
    struct split best[JUDGE_NODES];
    for (int n = 0; n < JUDGE_NODES; n++)
        best[n] = (struct split){1e-6, 0, 255};
    for (size_t i = 0; i < count; i++)
        nodes[rows[i]] = 0;
    for (int level = 0; level < JUDGE_DEPTH; level++) {
        int first = (1 << level) - 1;
        for (int f = 0; f < JUDGE_FEATURES; f++) {
            if (!use[f])
                continue;
            memset(bins, 0, sizeof bins[0] << level);
            for (size_t i = 0; i < count; i++) {
                uint32_t r = rows[i];
                struct bin *bin = &bins[nodes[r] - first][columns[f][r]];
                bin->grad += grads[r];
                bin->hessian += hessians[r];
            }
            try_splits(f, level, bins, best);
        }
        for (size_t i = 0; i < count; i++) {
            uint32_t r = rows[i];
            const struct split *split = &best[nodes[r]];
            nodes[r] = (uint8_t)(2 * nodes[r] + 1 + (columns[split->feature][r] > split->limit));
        }
    }
    double leaf_grad[JUDGE_NODES + 1] = {0}, leaf_hessian[JUDGE_NODES + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        leaf_grad[nodes[rows[i]] - JUDGE_NODES] += (double)grads[rows[i]];
        leaf_hessian[nodes[rows[i]] - JUDGE_NODES] += (double)hessians[rows[i]];
    }
    for (int n = 0; n < JUDGE_NODES; n++) {
        tree->feature[n] = (uint8_t)best[n].feature;
        tree->limit[n] = (uint8_t)best[n].limit;
    }
    for (int n = 0; n <= JUDGE_NODES; n++)
        tree->leaf[n] =
            (int16_t)lrint(-leaf_grad[n] / (leaf_hessian[n] + PRIOR) * RATE * JUDGE_UNIT);
}

static int leaf_of(const struct judge_tree *tree, size_t r)
{
    unsigned node = 0;
    while (node < JUDGE_NODES)
        node = 2 * node + 1 + (columns[tree->feature[node]][r] > tree->limit[node]);
    return tree->leaf[node - JUDGE_NODES];
}

/* Trains without the fold; scores of all rows are in `scores`. */
static void train(int fold, struct judge_tree *trees, int start)
{
    uint32_t *rows = mem_alloc(row_count * sizeof *rows);
    seed = 1;
    for (size_t r = 0; r < row_count; r++)
        scores[r] = start;
    for (int t = 0; t < TREES; t++) {
        bool use[JUDGE_FEATURES];
        size_t count = 0;
        for (int f = 0; f < JUDGE_FEATURES; f++)
            use[f] = next_random() % 1000 < COLUMNS * 1000 && !masked[f];
        for (size_t r = 0; r < row_count; r++) {
            const struct data_book *book = &books[book_of[r]];
            if (labels[r] < 0 || book->fold == fold || next_random() % 1000 >= SAMPLE * 1000)
                continue;
            double p = 1 / (1 + exp(-(double)scores[r] / JUDGE_UNIT)), weight = book->weight;
            /* One in RARE of what is clearly no heading stands for all of it: saves time. */
            if (labels[r] == 0 && p < CLEAR) {
                if (next_random() % RARE != 0)
                    continue;
                weight *= RARE;
            }
            grads[r] = (float)((p - labels[r]) * weight);
            hessians[r] = (float)(p * (1 - p) * weight);
            rows[count++] = (uint32_t)r;
        }
        grow(&trees[t], use, rows, count);
        for (size_t r = 0; r < row_count; r++)
            scores[r] += leaf_of(&trees[t], r);
    }
    free(rows);
}

static void write_trees(const char *path, const struct judge_tree *trees, int start)
{
    FILE *out = fopen(path, "w");
    if (out == NULL)
        exit(1);
    fprintf(out, "%d %d\n", TREES, start);
    for (int t = 0; t < TREES; t++) {
        fprintf(out, "    {{");
        for (int n = 0; n < JUDGE_NODES; n++)
            fprintf(out, "%d, ", trees[t].feature[n]);
        fprintf(out, "}, {");
        for (int n = 0; n < JUDGE_NODES; n++)
            fprintf(out, "%d, ", trees[t].limit[n]);
        fprintf(out, "}, {");
        for (int n = 0; n <= JUDGE_NODES; n++)
            fprintf(out, "%d, ", trees[t].leaf[n]);
        fprintf(out, "}},\n");
    }
    fclose(out);
}

/* Macro F1 of a folder by held-out scores, and by rule (the first feature). */
static void report(const int *held, int limit, bool details)
{
    const char *done[MAX_FOLDERS];
    size_t folders = 0;
    for (size_t b = 0; b < book_count; b++) {
        bool known = false;
        for (size_t i = 0; i < folders; i++)
            known = known || strcmp(done[i], books[b].folder) == 0;
        if (known || folders == MAX_FOLDERS)
            continue;
        done[folders++] = books[b].folder;
        double sum = 0, by_rule = 0;
        size_t count = 0;
        for (size_t c = b; c < book_count; c++) {
            if (strcmp(books[c].folder, books[b].folder) != 0)
                continue;
            size_t right = 0, found = 0, wanted = (size_t)books[c].missed, rule_right = 0,
                   rule_found = 0;
            for (size_t r = books[c].first; r < books[c].end; r++) {
                wanted += labels[r] == 1;
                if (labels[r] < 0)
                    continue;
                found += held[r] > limit;
                right += held[r] > limit && labels[r] == 1;
                rule_found += columns[0][r];
                rule_right += columns[0][r] && labels[r] == 1;
            }
            double f = wanted + found == 0 ? 1 : 2.0 * (double)right / (double)(wanted + found);
            double g = wanted + rule_found == 0
                           ? 1
                           : 2.0 * (double)rule_right / (double)(wanted + rule_found);
            if (details)
                printf("%.3f %.3f %s right %zu found %zu wanted %zu missed %d\n", f, g,
                       books[c].name, right, found, wanted, books[c].missed);
            sum += f;
            by_rule += g;
            count++;
        }
        printf("%-16s %zu books, limit %d: macro F1 %.4f (by rule %.4f)\n", books[b].folder, count,
               limit, sum / (double)count, by_rule / (double)count);
    }
}

static void setting(const char *name, double *value)
{
    const char *text = getenv(name);
    if (text != NULL)
        *value = atof(text);
}

int main(int argc, char **argv)
{
    bool leave_out = argc == 4 && strcmp(argv[1], "-x") == 0;
    double trees_wanted = TREES;
    setting("RATE", &RATE);
    setting("PRIOR", &PRIOR);
    setting("LEAST", &LEAST);
    setting("COLUMNS", &COLUMNS);
    setting("SAMPLE", &SAMPLE);
    setting("WEIGHT", &WEIGHT);
    setting("TREES", &trees_wanted);
    TREES = (int)trees_wanted;
    for (char *at = getenv("MASK"); at != NULL && *at != '\0';) {
        long feature = strtol(at, &at, 10);
        if (feature >= 0 && feature < JUDGE_FEATURES)
            masked[feature] = true;
    }
    if (argc < 3 || !read_rows(argv[leave_out ? 2 : 1]))
        return 2;
    grads = mem_zero(row_count, sizeof *grads);
    hessians = mem_zero(row_count, sizeof *hessians);
    scores = mem_zero(row_count, sizeof *scores);
    nodes = mem_zero(row_count, sizeof *nodes);
    struct judge_tree *trees = mem_zero((size_t)TREES, sizeof *trees);
    int start = -2 * JUDGE_UNIT, folds = 0;
    if (!leave_out) {
        train(-1, trees, start);
        write_trees(argv[2], trees, start);
        return 0;
    }
    int *held = mem_zero(row_count, sizeof *held);
    for (size_t b = 0; b < book_count; b++)
        folds = books[b].fold >= folds ? books[b].fold + 1 : folds;
    for (int fold = 0; fold < folds; fold++) {
        char path[4096];
        train(fold, trees, start);
        for (size_t r = 0; r < row_count; r++)
            held[r] = books[book_of[r]].fold == fold ? scores[r] : held[r];
        snprintf(path, sizeof path, "%s.%d", argv[3], fold);
        write_trees(path, trees, start);
    }
    for (int limit = -256; limit <= 256; limit += 128)
        report(held, limit, limit == 0 && getenv("DETAILS") != NULL);
    return 0;
}
