/// The names under which the outside world reaches this platform; what customers' DNS records must say.
package struct PlatformHosts: Sendable {
    /// Where a tracking domain's CNAME leads.
    package var tracking = "track.sendboard.example"
    /// What a sending domain's SPF record includes.
    package var spf = "spf.sendboard.example"

    package init() {}

    var spfTerm: String { "include:\(spf)" }

    /// The SPF record of a domain that sends through this platform alone.
    var spfRecord: String { "v=spf1 \(spfTerm) ~all" }
}
