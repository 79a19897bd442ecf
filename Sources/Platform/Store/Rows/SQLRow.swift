package import GRDB
import ServiceCore

/// A row of a query; the plain name means a pane's row where `ServiceCore` is imported too.
package typealias SQLRow = GRDB.Row
