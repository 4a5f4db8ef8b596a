// What a build that went well says last: which tests were skipped, and what would run them.
import java.lang.reflect.InvocationHandler
import java.lang.reflect.Proxy
import javax.xml.parsers.DocumentBuilderFactory
import org.apache.maven.execution.ExecutionListener

def reports = session.projects.collect { new File(it.build.directory, 'surefire-reports') }
def since = session.startTime.time

def list = {
  // By reason, how many of which class.
  def skipped = new TreeMap<String, Map<String, Integer>>()
  reports.collectMany { it.listFiles()?.toList() ?: [] }
    .findAll { it.name ==~ /TEST-.*\.xml/ && it.lastModified() >= since }
    .each { report ->
      def marks = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report).getElementsByTagName('skipped')
      (0..<marks.length).each {
        def test = marks.item(it).parentNode.getAttribute('classname').replaceAll(/.*\./, '')
        def reason = marks.item(it).getAttribute('message').readLines().find() ?: 'no reason given'
        skipped.computeIfAbsent(reason, { new TreeMap() }).merge(test, 1, Integer::sum)
      }
    }
  skipped.each { reason, tests ->
    println "Skipped: ${tests.collect { test, times -> times > 1 ? "$test ($times)" : test }.join(', ')}: $reason"
  }
}

def listener = session.request.executionListener
session.request.executionListener = Proxy.newProxyInstance(ExecutionListener.classLoader, [ExecutionListener] as Class[],
  { proxy, method, args ->
    def result = method.invoke(listener, args)
    if (method.name == 'sessionEnded') list()
    result
  } as InvocationHandler) as ExecutionListener
