import FoundationEssentials
import ServiceCore

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
