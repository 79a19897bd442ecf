/// A list of rows to be taken in, as bytes that can be read again from their beginning.
package struct ListFile: Sendable {
    /// As people are told it: `people.csv`, `standard input`.
    package let name: String
    /// How many bytes it has, nil where that is not known.
    package let size: Int?
    /// Opens it anew.
    ///
    /// - Throws: `.conflict` where it is no longer what it was when it was first opened.
    package let open: @Sendable () throws(ServiceError) -> Bytes

    /// The next bytes, in pieces of some tens of kilobytes; none at the end.
    package typealias Bytes = @Sendable () throws(ServiceError) -> [UInt8]

    package init(
        name: String, size: Int?, open: @escaping @Sendable () throws(ServiceError) -> Bytes
    ) {
        (self.name, self.size, self.open) = (name, size, open)
    }
}
