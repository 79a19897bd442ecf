import ServiceCore

extension JSONReader {
    /// The rows of a list, one that cannot be read standing beside the others as what `unreadable` makes of it.
    ///
    /// - Parameter unreadable: is given the item and its number in the list, from 1.
    /// - Throws: as the first item does where none can be read: then the list itself is of another shape.
    func rows<Row>(
        _ read: (JSONReader) throws(ServiceError) -> Row, unreadable: (JSONReader, Int) -> Row
    ) throws(ServiceError) -> [Row] {
        var rows: [Row] = []
        var failure: ServiceError?
        var failures = 0
        for (index, item) in try items().enumerated() {
            do throws(ServiceError) {
                rows.append(try read(item))
            } catch {
                failure = failure ?? error
                failures += 1
                rows.append(unreadable(item, index + 1))
            }
        }
        if let failure, failures == rows.count { throw failure }
        return rows
    }
}
