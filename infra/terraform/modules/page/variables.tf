variable "prefix" {
  description = "What names start with."
  type        = string
}

variable "folder" {
  description = "The folder with the page's files."
  type        = string
}

variable "websocket_url" {
  description = "Where the page connects."
  type        = string
}

variable "response_headers_policy" {
  description = "Whether security headers are sent, which an emulator may not know."
  type        = bool
}
