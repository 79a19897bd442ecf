import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct StoredValueTests {
    @Test func `every type comes back as it was`() throws {
        let values: [SQLValue] = [
            .null, .integer(.max), .integer(.min), .integer(0), .text(""), .text("12"),
            .text("ñ\u{0}“\\\n"), .real(0.1), .real(-.greatestFiniteMagnitude), .real(.leastNonzeroMagnitude),
            .blob(Data()), .blob(Data((0...255).map(UInt8.init))),
        ]
        let json = try JSONEncoder().encode([values.map { StoredValue($0) }])
        let read = try JSONDecoder().decode([[StoredValue]].self, from: json)
        #expect(read[0].map(\.value) == values)
    }
}
