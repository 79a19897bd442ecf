import Foundation
import Store
import Testing

@Suite struct StoredTimeTests {
    @Test func `a time survives to the millisecond`() {
        let time = Date(timeIntervalSince1970: 1_700_000_000.123)
        #expect(time.storedTime == 1_700_000_000_123)
        #expect(Date(storedTime: time.storedTime).storedTime == time.storedTime)
        #expect(Date(timeIntervalSince1970: -0.5).storedTime == -500)
    }
}
