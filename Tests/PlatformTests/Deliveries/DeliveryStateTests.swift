import ServiceCore
import Testing

@testable import Platform

@Suite struct DeliveryStateTests {
    @Test func `what has ended is never sent again`() {
        for state in StoredDeliveryState.allCases where state.isTerminal {
            for step in DeliveryStep.allCases {
                let next = state.after(step)
                #expect(next == nil || next == .delivered || next == .bounced, "\(state) \(step)")
            }
        }
    }

    @Test func `an unknown one moves only by a decision`() {
        let moves = DeliveryStep.allCases.filter { StoredDeliveryState.unknown.after($0) != nil }
        #expect(moves == [.resend, .settle])
    }

    @Test func `only what waits can be claimed`() {
        let claimable = StoredDeliveryState.allCases.filter { $0.after(.claim) != nil }
        #expect(claimable == [.queued, .deferred])
    }

    @Test func `every stored state is in exactly one part of the audience`() {
        let all = DeliveryState.allCases.flatMap { StoredDeliveryState.states(of: $0) }
        #expect(all.count == StoredDeliveryState.allCases.count)
        #expect(Set(all).count == all.count)
    }
}
