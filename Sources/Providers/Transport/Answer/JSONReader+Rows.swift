import FoundationEssentials
import ServiceCore

extension JSONReader {
    /// The rows of a list, each as far as it can be read: one that is odd hides no other.
    ///
    /// - Parameter start: how many rows of the list stand before these.
    /// - Throws: `.malformedAnswer` where this is no list, or begins one that holds nothing that tells one row from
    ///   another: then it is a list of something else.
    func rows<Element: PartlyKnown>(
        after start: Int = 0, _ read: (inout RowReading) -> Element
    ) throws(ServiceError) -> [Element] {
        var rows: [Element] = []
        var nameless: [ServiceError] = []
        for (index, item) in try itemsOrOne().enumerated() {
            var row = RowReading(item, number: start + index + 1)
            rows.append(row.known(by: read))
            if let fault = row.namelessness { nameless.append(fault) }
        }
        if let fault = nameless.first, nameless.count == rows.count, start == 0 {
            throw (try? items()) == nil ? wrong("list") : fault
        }
        return rows
    }

    /// The one row that stands here.
    ///
    /// - Throws: `.malformedAnswer` (after a write `.outcomeUnknown`) where nothing tells which it is.
    func row<Element: PartlyKnown>(_ read: (inout RowReading) -> Element) throws(ServiceError) -> Element {
        var row = RowReading(loneItem ?? self)
        let known = row.known(by: read)
        if let fault = row.namelessness { throw fault }
        return known
    }
}

extension JSONReader {
    /// The one item of a list that stands in an object's place.
    private var loneItem: JSONReader? {
        guard case .array = value, let items = try? items(), items.count == 1 else { return nil }
        return items[0]
    }
}

extension RowReading {
    /// What is made of the row, with what of it could not be read.
    fileprivate mutating func known<Element: PartlyKnown>(by read: (inout RowReading) -> Element) -> Element {
        var element = read(&self)
        element.oddity = oddity
        return element
    }
}

/// Something that stands in its list by its time, which may not be told.
protocol PlacedInTime {
    var time: Date { get set }
    var isUndated: Bool { get }
}

extension DeliveryEvent: PlacedInTime {}

extension Array where Element: PlacedInTime {
    /// The same, each undated one at the time of what stands before it, or else of the first that has one.
    var placedInTime: [Element] {
        guard var last = first(where: { !$0.isUndated })?.time else { return self }
        return map { element in
            var placed = element
            if placed.isUndated { placed.time = last } else { last = placed.time }
            return placed
        }
    }
}
