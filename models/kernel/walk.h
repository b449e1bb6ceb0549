// The walk of models/kernel/quadrature.py over one register full of rows; included once per instruction set.
// REGISTER is the width in bytes. The layout of Node and Step is that of node_type and STEP there; masks.h says how
// the rows of a register that meet a condition are kept.

// Whether each row meets the node's condition.
template <class T>
static INLINE Mask<T> holds(const Node<T>& node, const double* x) {
    Mask<T> mask{};
    for (int part = 0; part < Lanes<T>::parts; ++part) {
        Wide value;
        memcpy(&value, x + part * Lanes<T>::part, sizeof value);
        mask = put<T>(mask, bits_at_most(node.sign * value, Wide{} + node.threshold), part);
    }
    return mask;
}

// The same for a set of categories, of columns that hold codes: 64 categories of the set at a time.
template <class T>
static INLINE Mask<T> holds_in_set(const Node<T>& node, const uint32_t* bits, const double* x) {
    Mask<T> mask{};
    for (int part = 0; part < Lanes<T>::parts; ++part) {
        Codes code, found{};
        memcpy(&code, x + part * Lanes<T>::part, sizeof code);
        for (int word = 0; word < node.words; word += 2) {
            const uint64_t high = word + 1 < node.words ? bits[word + 1] : 0, some = high << 32 | bits[word];
            found |= (Codes{} + some) >> (code & 63) & Codes(code >> 6 == uint64_t(word / 2));
        }
        mask = put<T>(mask, bits_odd(found), part);
    }
    return mask;
}

template <class T>
NOT_INLINE static Mask<T> holds_singly(const Node<T>& node, const double* x) {
    Mask<T> mask{};
    for (int lane = 0; lane < Lanes<T>::count; ++lane) mask = put_one<T>(mask, rarely<T>(node, x[lane]), lane);
    return mask;
}

// m of every node for these rows; `held` and `reach` are room: whether its condition holds for a row, and, for
// nodes that are asked, whether a row reaches either child.
template <class T>
NOT_INLINE static void decide(const Tree<T>& tree, const double* x, int stride, typename Lanes<T>::Row* m,
                              Mask<T>* held, Mask<T>* reach) {
    for (int n = 0; n < tree.count; ++n) {
        const Node<T>& node = tree.nodes[n];
        const double* own = x + int64_t(node.feature) * stride;
        held[n] = node.rule == PLAIN    ? holds<T>(node, own)
                  : node.rule == IN_SET ? holds_in_set<T>(node, tree.bits + node.bits, own)
                                        : holds_singly<T>(node, own);
        m[n] = choose(held[n], T(node.holds), T(node.fails));
    }
    for (int tie = 0; tie < tree.tie_count; ++tie) {
        const int n = tree.ties[tie];
        const Node<T>& node = tree.nodes[n];
        const Mask<T> here = node.above >= 0 ? reach[node.above] : every<T>();
        m[n] = keep(here, m[n]);
        reach[2 * n + !node.first_holds] = here & held[n];
        reach[2 * n + node.first_holds] = here & ~held[n];
    }
}

template <class T, int Q>
struct Walk {
    using Row = typename Lanes<T>::Row;
    const Tree<T>& tree;
    const Row* m;
    Row* phi;
    int from;  // the first of the Q points of this pass

    const T* tau(const Node<T>& node) const { return tree.tau + node.repeated * tree.points + from; }
    const T* kappa(const Node<T>& node) const { return tree.kappa + node.repeated * tree.points + from; }

    // phi of the node's feature grows by m * sum of kappa G difference.
    INLINE void credit(const Node<T>& node, Row m_node, const Row* g, const Row* difference) const {
        Row sum{};
        if (node.repeated) {
            const T* k = kappa(node);
            for (int q = 0; q < Q; ++q) sum += g[q] * k[q] * difference[q];
        } else {
            for (int q = 0; q < Q; ++q) sum += g[q] * difference[q];
        }
        phi[node.feature] += m_node * sum;
    }

    // A node with two leaves: what it returns, and its credit.
    INLINE void pair(int number, const Row* g, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        const T difference = node.first_value - node.second_value;
        const Row slope = m[number] * difference;
        const T* t = tau(node);
        Row sum{};
        if (node.repeated) {
            const T* k = kappa(node);
            for (int q = 0; q < Q; ++q) sum += g[q] * k[q];
        } else {
            for (int q = 0; q < Q; ++q) sum += g[q];
        }
        const T at_zero = node.second_value + node.z * difference;
        for (int q = 0; q < Q; ++q) r[q] = at_zero + slope * t[q];
        phi[node.feature] += slope * sum;
    }

    // Both children have returned: their mixture replaces `r`, the second one's return.
    INLINE void mix(int number, const Row* g, const Row* first, const Row* second, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        const Row m_node = m[number];
        const T* t = tau(node);
        Row difference[Q];
        for (int q = 0; q < Q; ++q) difference[q] = first[q] - second[q];
        credit(node, m_node, g, difference);
        for (int q = 0; q < Q; ++q) r[q] = second[q] + (node.z + m_node * t[q]) * difference[q];
    }

    INLINE void mix_with_leaf(int number, const Row* g, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        Row leaf[Q];
        for (int q = 0; q < Q; ++q) leaf[q] = Row{} + node.second_value;
        mix(number, g, r, leaf, r);
    }

    INLINE void into_first(int number, const Row* g, Row* below) const {
        const Node<T>& node = tree.nodes[number];
        const T* t = tau(node);
        for (int q = 0; q < Q; ++q) below[q] = g[q] * (node.z + m[number] * t[q]);
    }

    void run(Row* stack, Row* kept) const {
        Row r[Q], one[Q], two[Q];
        for (int q = 0; q < Q; ++q) r[q] = Row{}, stack[q] = Row{} + tree.weights[from + q];
        for (int s = 0; s < tree.step_count; ++s) {
            const Step& step = tree.steps[s];
            Row *g = stack + step.depth * Q, *below = g + Q, *kept_here = kept + step.depth * Q;
            switch (step.what) {
                case DOWN: into_first(step.node, g, below); break;
                case AFTER_LEAF: mix_with_leaf(step.node, g, r); break;
                case TURN:
                    for (int q = 0; q < Q; ++q) kept_here[q] = r[q], below[q] = g[q] - below[q];
                    break;
                case AFTER_BOTH: mix(step.node, g, kept_here, r, r); break;
                case PAIR: pair(step.node, g, r); break;
                case DOWN_PAIR:
                    into_first(step.node, g, one);
                    pair(step.child, one, r);
                    mix_with_leaf(step.node, g, r);
                    break;
                case TURN_PAIR:
                    for (int q = 0; q < Q; ++q) one[q] = g[q] - below[q];
                    pair(step.child, one, two);
                    mix(step.node, g, r, two, r);
                    break;
                case TWO_PAIRS:
                    into_first(step.node, g, one);
                    for (int q = 0; q < Q; ++q) two[q] = g[q] - one[q];
                    pair(step.child, one, one);
                    pair(step.child_2, two, two);
                    mix(step.node, g, one, two, r);
                    break;
            }
        }
    }
};

template <class T, int Q>
NOT_INLINE static void walk(const Tree<T>& tree, const typename Lanes<T>::Row* m, typename Lanes<T>::Row* phi, int from,
                 typename Lanes<T>::Row* stack, typename Lanes<T>::Row* kept) {
    Walk<T, Q>{tree, m, phi, from}.run(stack, kept);
}

// All points of a tree, MOST_POINTS at a time: what a point adds does not depend on the others.
template <class T>
static void explain_tree(const Tree<T>& tree, const double* x, int stride, typename Lanes<T>::Row* phi,
                         typename Lanes<T>::Row* m, Mask<T>* held, Mask<T>* reach, typename Lanes<T>::Row* stack,
                         typename Lanes<T>::Row* kept) {
    decide<T>(tree, x, stride, m, held, reach);
    const int passes = (tree.points + MOST_POINTS - 1) / MOST_POINTS;
    for (int pass = 0, from = 0; pass < passes; ++pass) {
        const int some = (tree.points - from) / (passes - pass);
        switch (some) {
            case 1: walk<T, 1>(tree, m, phi, from, stack, kept); break;
            case 2: walk<T, 2>(tree, m, phi, from, stack, kept); break;
            case 3: walk<T, 3>(tree, m, phi, from, stack, kept); break;
            case 4: walk<T, 4>(tree, m, phi, from, stack, kept); break;
            case 5: walk<T, 5>(tree, m, phi, from, stack, kept); break;
            case 6: walk<T, 6>(tree, m, phi, from, stack, kept); break;
            case 7: walk<T, 7>(tree, m, phi, from, stack, kept); break;
            default: walk<T, 8>(tree, m, phi, from, stack, kept); break;
        }
        from += some;
    }
}

// Rows `begin` to `end` of a row-major matrix; contributions are added up in `out`, row-major as well.
template <class T>
static int explain(const Tree<T>* trees, int tree_count, int features, const double* matrix, int64_t begin,
                   int64_t end, double* out) {
    using L = Lanes<T>;
    using Row = typename L::Row;
    if (begin >= end) return 0;
    const int lanes = L::count;
    const int together = end - begin < ROWS_TOGETHER ? int(end - begin + lanes - 1) / lanes * lanes : ROWS_TOGETHER;
    int nodes = 0, depth = 0;
    for (int t = 0; t < tree_count; ++t) {
        if (trees[t].count > nodes) nodes = trees[t].count;
        if (trees[t].depth > depth) depth = trees[t].depth;
    }
    const int blocks = together / lanes;
    Room room;
    double* x = room.get<double>(size_t(features) * together);
    Row* phi = room.get<Row>(size_t(features) * blocks);
    Row* m = room.get<Row>(nodes);
    Mask<T>* held = room.get<Mask<T>>(nodes);
    Mask<T>* reach = room.get<Mask<T>>(2 * size_t(nodes));
    Row* stack = room.get<Row>(size_t(depth) * MOST_POINTS);
    Row* kept = room.get<Row>(size_t(depth) * MOST_POINTS);
    char* coded = room.get<char>(features);
    if (room.full) return 1;
    mark_categories(trees, tree_count, features, coded);
    for (int64_t start = begin; start < end; start += together) {
        const int rows = int(end - start < together ? end - start : together);
        turn(matrix + start * features, rows, features, together, coded, x);
        memset(phi, 0, sizeof(Row) * size_t(features) * blocks);
        const int used = (rows + lanes - 1) / lanes;
        for (int t = 0; t < tree_count; ++t)
            for (int b = 0; b < used; ++b)
                explain_tree<T>(trees[t], x + b * lanes, together, phi + size_t(b) * features, m, held, reach, stack,
                                kept);
        for (int row = 0; row < rows; ++row) {
            const Row* own = phi + size_t(row / lanes) * features;
            double* to = out + (start + row) * features;
            for (int f = 0; f < features; ++f) to[f] = double(own[f][row % lanes]);
        }
    }
    return 0;
}
