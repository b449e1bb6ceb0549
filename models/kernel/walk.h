// The walk of models/kernel/quadrature.py over one register full of rows; included once per instruction set.
// REGISTER is the width in bytes. The layout of Node and Step is that of node_type and STEP there; masks.h says how
// the rows of a register that meet a condition are kept.

// Which rows meet each node's condition, and, of nodes that share a feature with one above or below them, which rows
// come here at all (`here`) and which reach either child.
template <class T>
NOT_INLINE static void decide(const Model<T>& model, const Tree<T>& tree, const Rank* ranks, int together, Held* held,
                              Held* here, Held* reach) {
    for (int n = 0; n < tree.count; ++n) {
        const Test& test = tree.tests[n];
        const Rank* own = ranks + int64_t(test.column) * together;
        if (test.words)
            in_set(own, model.sets + test.set, test.words, held[n]);
        else
            within(own, test, held[n]);
    }
    for (int tie = 0; tie < tree.tie_count; ++tie) {
        const int n = tree.ties[tie];
        const Node<T>& node = tree.nodes[n];
        here[tie] = node.above >= 0 ? reach[node.above] : everything();
        reach[2 * n + !node.first_holds] = both(here[tie], held[n]);
        reach[2 * n + node.first_holds] = but_not(here[tie], held[n]);
    }
}

// m of every node for the rows of a group, from `row` of those decided on; GROUP registers for each node.
template <class T, int GROUP>
NOT_INLINE static void weigh(const Tree<T>& tree, const Held* held, const Held* here, int row,
                             typename Lanes<T>::Row* m) {
    for (int n = 0; n < tree.count; ++n)
        for (int k = 0; k < GROUP; ++k)
            m[n * GROUP + k] = choose(held[n], row + k * Lanes<T>::count, tree.nodes[n].holds, tree.nodes[n].fails);
    for (int tie = 0; tie < tree.tie_count; ++tie)
        for (int k = 0, n = tree.ties[tie]; k < GROUP; ++k)
            m[n * GROUP + k] = keep(here[tie], row + k * Lanes<T>::count, m[n * GROUP + k]);
}

// What a node computes for one register of rows at Q points.
template <class T, int Q>
struct At {
    using Row = typename Lanes<T>::Row;
    const Tree<T>& tree;
    const Node<T>& node;
    const T *tau, *kappa;
    Row m;
    Row& phi;

    // phi of the node's feature grows by m * sum of kappa G difference.
    INLINE void credit(const Row* g, const Row* difference) const {
        Row sum{};
        if (node.repeated)
            for (int q = 0; q < Q; ++q) sum += g[q] * kappa[q] * difference[q];
        else
            for (int q = 0; q < Q; ++q) sum += g[q] * difference[q];
        phi += m * sum;
    }

    // A node with two leaves: what it returns, and its credit.
    INLINE void pair(const Row* g, Row* r) const {
        const T difference = node.first_value - node.second_value;
        const Row slope = m * difference;
        Row sum{};
        if (node.repeated)
            for (int q = 0; q < Q; ++q) sum += g[q] * kappa[q];
        else
            for (int q = 0; q < Q; ++q) sum += g[q];
        const T at_zero = node.second_value + node.z * difference;
        for (int q = 0; q < Q; ++q) r[q] = at_zero + slope * tau[q];
        phi += slope * sum;
    }

    INLINE void share(Row* rho) const {
        for (int q = 0; q < Q; ++q) rho[q] = node.z + m * tau[q];
    }

    // Both children have returned: their mixture replaces `r`, the second one's return.
    INLINE void mix(const Row* rho, const Row* g, const Row* first, const Row* second, Row* r) const {
        Row difference[Q];
        for (int q = 0; q < Q; ++q) difference[q] = first[q] - second[q];
        credit(g, difference);
        for (int q = 0; q < Q; ++q) r[q] = second[q] + rho[q] * difference[q];
    }

    INLINE void mix_with_leaf(const Row* rho, const Row* g, Row* r) const {
        Row leaf[Q];
        for (int q = 0; q < Q; ++q) leaf[q] = all(node.second_value);
        mix(rho, g, r, leaf, r);
    }
};

template <class T, int Q, int GROUP>
struct Walk {
    using Row = typename Lanes<T>::Row;
    const Tree<T>& tree;
    const Row* m;
    Row* phi;
    int from;  // the first of the Q points of this pass

    INLINE At<T, Q> at(int number, int k) const {
        const Node<T>& node = tree.nodes[number];
        const int place = node.repeated * tree.points + from;
        return {tree, node, tree.tau + place, tree.kappa + place, m[number * GROUP + k], phi[node.feature * GROUP + k]};
    }

    // One step for one register of rows: `g` and `below` are G here and one deeper, `r` what returned last.
    template <int WHAT>
    INLINE void take(const Step& step, int k, const Row* g, Row* below, Row* kept, Row* r) const {
        Row rho[Q], one[Q], two[Q];
        const At<T, Q> here = at(step.node, k);
        if (WHAT == TURN) {
            for (int q = 0; q < Q; ++q) kept[q] = r[q], below[q] = g[q] - below[q];
            return;
        }
        if (WHAT == PAIR) return here.pair(g, r);
        here.share(rho);
        if (WHAT == DOWN)
            for (int q = 0; q < Q; ++q) below[q] = g[q] * rho[q];
        if (WHAT == DOWN_PAIR || WHAT == TWO_PAIRS)
            for (int q = 0; q < Q; ++q) one[q] = g[q] * rho[q];
        if (WHAT == DOWN_PAIR) at(step.child, k).pair(one, r);
        if (WHAT == AFTER_LEAF || WHAT == DOWN_PAIR) here.mix_with_leaf(rho, g, r);
        if (WHAT == AFTER_BOTH) here.mix(rho, g, kept, r, r);
        if (WHAT == TURN_PAIR) {
            for (int q = 0; q < Q; ++q) one[q] = g[q] - below[q];
            at(step.child, k).pair(one, two);
            here.mix(rho, g, r, two, r);
        }
        if (WHAT == TWO_PAIRS) {
            for (int q = 0; q < Q; ++q) two[q] = g[q] - one[q];
            at(step.child, k).pair(one, one);
            at(step.child_2, k).pair(two, two);
            here.mix(rho, g, one, two, r);
        }
    }

    template <int WHAT>
    INLINE void take_all(const Step& step, Row* stack, Row* kept, Row* r) const {
        Row *g = stack + step.depth * Q * GROUP, *below = g + Q * GROUP, *own = kept + step.depth * Q * GROUP;
        for (int k = 0; k < GROUP; ++k) take<WHAT>(step, k, g + k * Q, below + k * Q, own + k * Q, r + k * Q);
    }

    void run(Row* stack, Row* kept) const {
        Row r[Q * GROUP];
        for (int q = 0; q < Q * GROUP; ++q) r[q] = Row{}, stack[q] = all(tree.weights[from + q % Q]);
        for (int s = 0; s < tree.step_count; ++s) {
            const Step& step = tree.steps[s];
            switch (step.what) {
                case DOWN: take_all<DOWN>(step, stack, kept, r); break;
                case AFTER_LEAF: take_all<AFTER_LEAF>(step, stack, kept, r); break;
                case TURN: take_all<TURN>(step, stack, kept, r); break;
                case AFTER_BOTH: take_all<AFTER_BOTH>(step, stack, kept, r); break;
                case PAIR: take_all<PAIR>(step, stack, kept, r); break;
                case DOWN_PAIR: take_all<DOWN_PAIR>(step, stack, kept, r); break;
                case TURN_PAIR: take_all<TURN_PAIR>(step, stack, kept, r); break;
                case TWO_PAIRS: take_all<TWO_PAIRS>(step, stack, kept, r); break;
            }
        }
    }
};

template <class T, int Q, int GROUP>
NOT_INLINE static void walk(const Tree<T>& tree, const typename Lanes<T>::Row* m, typename Lanes<T>::Row* phi, int from,
                 typename Lanes<T>::Row* stack, typename Lanes<T>::Row* kept) {
    Walk<T, Q, GROUP>{tree, m, phi, from}.run(stack, kept);
}

// All points of a tree, MOST_POINTS at a time: what a point adds does not depend on the others.
template <class T, int GROUP>
static void walk_tree(const Tree<T>& tree, const typename Lanes<T>::Row* m, typename Lanes<T>::Row* phi,
                      typename Lanes<T>::Row* stack, typename Lanes<T>::Row* kept) {
    const int passes = (tree.points + MOST_POINTS - 1) / MOST_POINTS;
    for (int pass = 0, from = 0; pass < passes; ++pass) {
        const int some = (tree.points - from) / (passes - pass);
        switch (some) {
            case 1: walk<T, 1, GROUP>(tree, m, phi, from, stack, kept); break;
            case 2: walk<T, 2, GROUP>(tree, m, phi, from, stack, kept); break;
            case 3: walk<T, 3, GROUP>(tree, m, phi, from, stack, kept); break;
            case 4: walk<T, 4, GROUP>(tree, m, phi, from, stack, kept); break;
            case 5: walk<T, 5, GROUP>(tree, m, phi, from, stack, kept); break;
            case 6: walk<T, 6, GROUP>(tree, m, phi, from, stack, kept); break;
            case 7: walk<T, 7, GROUP>(tree, m, phi, from, stack, kept); break;
            default: walk<T, 8, GROUP>(tree, m, phi, from, stack, kept); break;
        }
        from += some;
    }
}

// What a call needs besides ranks and contributions, as large as its largest tree.
template <class T, int GROUP>
struct Desk {
    Held *held, *here, *reach;
    typename Lanes<T>::Row *m, *stack, *kept;

    Desk(const Model<T>& model, Room& room) {
        int nodes = 0, depth = 0;
        for (int t = 0; t < model.tree_count; ++t) {
            if (model.trees[t].count > nodes) nodes = model.trees[t].count;
            if (model.trees[t].depth > depth) depth = model.trees[t].depth;
        }
        typedef typename Lanes<T>::Row Row;
        held = room.get<Held>(nodes), here = room.get<Held>(nodes), reach = room.get<Held>(2 * size_t(nodes));
        m = room.get<Row>(size_t(nodes) * GROUP);
        stack = room.get<Row>(size_t(depth) * MOST_POINTS * GROUP);
        kept = room.get<Row>(size_t(depth) * MOST_POINTS * GROUP);
    }
};

// Adds to `phi`, a row of features for every register of rows.
template <class T, int GROUP>
static void explain_block(const Model<T>& model, const Rank* ranks, int rows, int together, const Desk<T, GROUP>& desk,
                          typename Lanes<T>::Row* phi) {
    for (int t = 0; t < model.tree_count; ++t) {
        const Tree<T>& tree = model.trees[t];
        for (int first = 0; first < rows; first += DECIDED) {
            decide<T>(model, tree, ranks + first, together, desk.held, desk.here, desk.reach);
            for (int row = 0; row < DECIDED && first + row < rows; row += GROUP * Lanes<T>::count) {
                weigh<T, GROUP>(tree, desk.held, desk.here, row, desk.m);
                walk_tree<T, GROUP>(tree, desk.m, phi + size_t((first + row) / Lanes<T>::count) * model.features, desk.stack,
                             desk.kept);
            }
        }
    }
}

// Rows `begin` to `end` of a row-major matrix; their contributions are written to `out`, row-major as well.
template <class T, int GROUP>
static int explain_all(const Model<T>& model, const double* matrix, int64_t begin, int64_t end, double* out) {
    using L = Lanes<T>;
    using Row = typename L::Row;
    if (begin >= end) return 0;
    const size_t features = size_t(model.features);
    const int together =
        end - begin < ROWS_TOGETHER ? int(end - begin + DECIDED - 1) / DECIDED * DECIDED : ROWS_TOGETHER;
    Room room;
    double* x = room.get<double>(size_t(TURNED) * together);
    Rank* ranks = room.get<Rank>(size_t(model.column_count) * together);
    Row* phi = room.get<Row>(features * (together / L::count));
    const Desk<T, GROUP> desk(model, room);
    if (room.full) return 1;
    for (int64_t start = begin; start < end; start += together) {
        const int rows = int(end - start < together ? end - start : together);
        rank_all(model, matrix + start * features, rows, together, x, ranks);
        memset(phi, 0, sizeof(Row) * features * (together / L::count));
        explain_block<T, GROUP>(model, ranks, rows, together, desk, phi);
        for (int row = 0; row < rows; ++row) {
            const int group = row / (GROUP * L::count), k = row / L::count % GROUP;
            const Row* own = phi + group * features * GROUP + k;
            double* to = out + (start + row) * features;
            for (size_t f = 0; f < features; ++f) to[f] = double(own[f * GROUP][row % L::count]);
        }
    }
    return 0;
}

template <class T>
static int explain(const Model<T>& model, const double* matrix, int64_t begin, int64_t end, double* out) {
    const bool few = end - begin <= Lanes<T>::count;
    return (few ? explain_all<T, 1> : explain_all<T, MANY>)(model, matrix, begin, end, out);
}
