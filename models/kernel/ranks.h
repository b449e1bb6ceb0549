// From a block of rows to the ranks of its columns, see ranks.py; included once per instruction set.

// How many of the cuts lie below each value, SIDE values at a time; NaN ranks 0 here.
enum { SIDE = 8 };
static inline void below(const double* cuts, int count, const double* x, int32_t* rank) {
    for (int lane = 0; lane < SIDE; ++lane) rank[lane] = 0;
    if (!count) return;
    for (; count > 1; count -= count / 2)
        for (int lane = 0, half = count / 2; lane < SIDE; ++lane)
            rank[lane] += cuts[rank[lane] + half - 1] < x[lane] ? half : 0;
    for (int lane = 0; lane < SIDE; ++lane) rank[lane] += cuts[rank[lane]] < x[lane];
}

// The place of a category among those that are asked for; behind them for what is none of them.
static inline Rank place(const double* known, int count, int rank, double code) {
    return Rank(rank < count && known[rank] == code ? rank : count);
}

// A category's code; codes are cut to whole numbers, and what is no category is NaN.
static inline double code_of(double x) { return x > -1 && x < 2147483648.0 ? double(int64_t(x)) : __builtin_nan(""); }

// The ranks of a column: `rows`, a multiple of SIDE.
static void rank(const Column& column, const double* cuts, double* x, int rows, Rank* ranks) {
    cuts += column.begin;
    if (column.holds == CATEGORIES)
        for (int row = 0; row < rows; ++row) x[row] = code_of(x[row]);
    for (int row = 0; row < rows; row += SIDE) {
        int32_t found[SIDE];
        below(cuts, column.count, x + row, found);
        for (int lane = 0; lane < SIDE; ++lane) {
            const double value = x[row + lane];
            ranks[row + lane] = column.holds == CATEGORIES ? place(cuts, column.count, found[lane], value)
                                : value != value || (column.holds == ZERO_UNKNOWN && value == 0) ? UNKNOWN
                                                                                               : Rank(found[lane]);
        }
    }
}

// Some features of a row-major matrix become columns of `together` values; rows that are not there are zero, and so
// is what nearly is.
static void turn(const double* matrix, int rows, int features, int first, int together, double* x) {
    const int some = features - first < TURNED ? features - first : TURNED;
    for (int row = 0; row < together; ++row)
        for (int f = 0; f < some; ++f) {
            const double value = row < rows ? matrix[size_t(row) * features + first + f] : 0.0;
            x[f * together + row] = value <= ZERO && value >= -ZERO ? 0.0 : value;
        }
}

// The ranks of all columns, `together` each. Columns come in the order of their features; `x` is room.
template <class T>
static void rank_all(const Model<T>& model, const double* matrix, int rows, int together, double* x, Rank* ranks) {
    int turned = -1;
    for (int c = 0; c < model.column_count; ++c) {
        const Column& column = model.columns[c];
        const int first = column.feature / TURNED * TURNED;
        if (first != turned) turn(matrix, rows, model.features, turned = first, together, x);
        rank(column, model.cuts, x + (column.feature - first) * together, together, ranks + size_t(c) * together);
    }
}
