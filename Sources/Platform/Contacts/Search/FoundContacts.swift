/// Who passes text tests, and in which stretches of each fenced order they stand.
struct FoundContacts: Sendable {
    private(set) var set: ContactSet
    /// For each fenced order, whether anybody found stands in the stretch.
    private(set) var stretches: [[Bool]]

    init(blocks: Int) {
        set = ContactSet(blocks: blocks)
        stretches = ContactFences.orders.map { _ in Array(repeating: false, count: ContactFences.stretches) }
    }

    /// Those of a set found otherwise; they may stand anywhere.
    init(anywhere set: ContactSet) {
        self.set = set
        stretches = ContactFences.orders.map { _ in Array(repeating: true, count: ContactFences.stretches) }
    }

    mutating func insert(_ id: Int64, ranks: [UInt8]) {
        set.insert(id)
        for (order, rank) in ranks.enumerated() { stretches[order][Int(rank)] = true }
    }

    mutating func insert(_ bits: BlockBits, of block: Int, _ view: ContactBlock.View) {
        set.setBlock(block, to: bits)
        for place in bits.places {
            for order in stretches.indices { stretches[order][Int(view.rank(place, order: order))] = true }
        }
    }

    mutating func formIntersection(_ other: ContactSet) { set.formIntersection(other) }
}
